//! Masking at its edges; cases worked by hand on whole folders are in tests/publique.

#[test]
fn rien_n_est_masque_sous_un_seuil_de_un() {
    let mut systeme = super::systeme::Systeme::new(1);
    let un = systeme.anonyme(1, super::systeme::Etat::Publiee);
    systeme.table(vec![un], None);
    super::resolution::resout(&mut systeme);
    assert!(!systeme.masquee(un));
}
