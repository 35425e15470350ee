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

# good files damaged at random, as many as wanted; one again: `MUTATION=1234 cargo test --release --test mutations`
mutations nombre="20000":
    MUTATIONS={{nombre}} cargo test --release --test mutations -- --nocapture

# coverage-guided fuzzing of `texte` or `classeur`; needs `cargo install cargo-fuzz` and a nightly toolchain
fuzz cible duree="300":
    mkdir -p target/fuzz-corpus/{{cible}}
    cargo +nightly fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz {{cible}} \
        target/fuzz-corpus/{{cible}} tests/fuzz/corpus/{{cible}} \
        -- -max_total_time={{duree}} -rss_limit_mb=512 -timeout=2 -max_len=12000

# every page of data/exemple in its three editions, as pictures in docs/exemple; look at each one before committing them
# (needs poppler-utils and pngquant)
pages:
    for edition in travail autorite publique; do \
        rm -rf docs/exemple/$edition; mkdir -p docs/exemple/$edition; \
        cargo run --release --quiet -- rapport data/exemple --edition $edition --sortie target/pages.pdf; \
        pdftoppm -png -r 76 target/pages.pdf docs/exemple/$edition/page; \
        pngquant --force --ext .png --speed 3 48 docs/exemple/$edition/*.png; \
    done
