//! The tree of packages that a build for one system takes in. Owns the list of those that may not be
//! in it; `deny.toml` says the same to `cargo deny`.

use std::process::Command;

use super::source::root;

/// The systems we build for. On Linux the web view itself brings the system's libsoup (soup3).
pub const TARGETS: [&str; 2] = ["x86_64-pc-windows-msvc", "x86_64-unknown-linux-gnu"];

/// Packages that open a connection, or exist for those that do. Cargo.lock names some of them: for
/// systems that we do not build for.
const SPEAKERS: &[&str] = &[
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "isahc",
    "curl",
    "curl-sys",
    "attohttpc",
    "surf",
    "h2",
    "h3",
    "quinn",
    "rustls",
    "native-tls",
    "openssl",
    "schannel",
    "security-framework",
    "tungstenite",
    "tokio-tungstenite",
    "mio",
    "socket2",
    "async-io",
    "tiny_http",
    "axum",
    "warp",
    "actix-web",
    "zbus",
    "hickory-resolver",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-shell",
    "tauri-plugin-fs",
    "tauri-plugin-opener",
];

/// The speakers in the tree of this system, sorted.
pub fn speakers(target: &str) -> Vec<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = Command::new(cargo)
        .current_dir(root())
        .args(["tree", "--workspace", "--locked", "--prefix", "none", "--format", "{p}"])
        .args(["--edges", "normal,build", "--target", target])
        .output()
        .expect("cargo runs this test, so it is there");
    assert!(tree.status.success(), "cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    let packages = String::from_utf8_lossy(&tree.stdout);
    let mut names: Vec<&str> = packages.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"tauri"), "{target}: the tree of the window was read");
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| SPEAKERS.contains(name)).map(str::to_owned).collect()
}
