# what a change must pass before it is shared
verifier:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo test --release
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# rewrite the goldens; read the diff before committing it
accepter:
    ACCEPTER=1 cargo test --release
    git diff --stat

# the report of a folder
rapport dossier="data/acesm-2021":
    cargo run --release -- rapport {{dossier}}
