//! Choices of a closed list, each with the one stable name under which it is kept and crosses the bridge.

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $key:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$each])* $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: [$name; [$($key),*].len()] = [$($name::$variant),*];

            /// The stable name.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }

            /// The one with this name.
            pub fn from_key(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$variant),)* _ => None }
            }
        }
    };
}

pub(crate) use keyed;
