//! The stories, the contracts and the house rules: one test binary, one module each.

mod tidy;
