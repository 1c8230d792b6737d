//! The stories, the contracts and the house rules, in one program.

mod first_start;
mod staff_joins;
mod proxy_signer;
mod rare_names;
mod no_leaks;
mod bridge;
mod tidy;
