# what a change must pass before it is shared: the gate itself
verifier:
    .ci/run

# rewrite the goldens; read the diff before committing it
accepter:
    ACCEPTER=1 cargo test --release
    git diff --stat

# the report of a folder
rapport dossier="data/acesm-2021":
    cargo run --release -- rapport {{dossier}}
