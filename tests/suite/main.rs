//! The stories, the contracts and the house rules, in one program.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails, and that is its answer")]

mod first_start;
mod keys;
mod ledger;
mod lists;
mod search;
mod log;
mod duties;
mod staff_joins;
mod leaving;
mod year;
mod password_round;
mod notices;
mod bundle;
mod two_regions;
mod proxy_signer;
mod signing_rules;
mod groups;
mod patient_dies;
mod withdrawal;
mod devices;
mod takeout;
mod training;
mod incident;
mod yearly_report;
mod history;
mod life_cycles;
mod taken_back;
mod scan;
mod visit_packet;
mod print_job;
mod rare_names;
mod no_leaks;
mod practice;
mod binder;
mod export;
mod blocks;
mod forms;
mod office_facts;
mod paper;
mod regions;
mod requirements;
mod own_form;
mod bridge;
mod tidy;
