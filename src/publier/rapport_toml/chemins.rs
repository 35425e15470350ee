//! The way to a table of rapport.toml, made where it is missing, and what is set at its end.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Key, RawString, Table, TableLike, Value, value};

/// The table that steps lead to, made where it is missing, and whether it stands on one line, `{ … }`.
pub(super) fn table<'a>(document: &'a mut DocumentMut, tables: &[&str]) -> Option<(&'a mut dyn TableLike, bool)> {
    let mut en_ligne = false;
    let mut table: &mut dyn TableLike = document.as_table_mut();
    let mut etapes = tables.iter().peekable();
    while let Some(etape) = etapes.next() {
        let neuve = || if en_ligne { value(InlineTable::new()) } else { Item::Table(Table::new()) };
        let item = match table.get(etape) {
            Some(_) => table.get_mut(etape)?,
            None => table.entry(etape).or_insert_with(neuve),
        };
        en_ligne = item.is_value();
        let rang = etapes.peek().and_then(|etape| etape.parse::<usize>().ok()).filter(|_| !item.is_table_like());
        if rang.is_some() {
            etapes.next();
        }
        table = descend(item, rang)?;
    }
    Some((table, en_ligne))
}

/// The table that an item is, or the one of that rank in its list.
fn descend(item: &mut Item, rang: Option<usize>) -> Option<&mut dyn TableLike> {
    let Some(rang) = rang else { return item.as_table_like_mut() };
    match item {
        Item::ArrayOfTables(tables) => tables.get_mut(rang).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(valeurs)) => {
            let table: Option<&mut InlineTable> = valeurs.get_mut(rang).and_then(Value::as_inline_table_mut);
            table.map(|table| table as &mut dyn TableLike)
        }
        _ => None,
    }
}

/// Replaces a value where there is one, with what surrounds it; never a table.
pub(super) fn place(table: &mut dyn TableLike, cle: &str, mut nouvelle: Value) -> Option<()> {
    match table.get_mut(cle) {
        Some(item) => {
            let ancienne = item.as_value_mut()?;
            if let (Value::Array(ancienne), Value::Array(nouvelle)) = (&*ancienne, &mut nouvelle) {
                reprend(ancienne, nouvelle);
            }
            *nouvelle.decor_mut() = ancienne.decor().clone();
            *ancienne = nouvelle;
        }
        None => {
            table.entry_format(&Key::new(cle)).or_insert(value(nouvelle));
        }
    }
    Some(())
}

/// An element of a list: what stands before it from its own line on, and what ends its line behind it.
struct Element<'a> {
    valeur: &'a Value,
    avant: String,
    suite: String,
    garde: bool,
}

/// The elements that a list keeps keep their own layout and comments; those that go leave their lines of comment.
fn reprend(ancienne: &Array, nouvelle: &mut Array) {
    let nu = |valeur: &Value| valeur.clone().decorated("", "").to_string();
    let (mut elements, fin) = elements(ancienne);
    let modele = elements.iter().skip(1).last().map_or(" ", |dernier| dernier.avant.as_str());
    let modele = modele.rfind('\n').map_or(" ", |retour| &modele[retour..]).to_owned();
    let (mut reprise, mut suite) = (Array::new(), String::new());
    for valeur in nouvelle.iter() {
        let cherche = nu(valeur);
        let connu = elements.iter_mut().find(|element| !element.garde && nu(element.valeur) == cherche);
        let (avant, apres) = connu.map_or((modele.clone(), String::new()), |element| {
            element.garde = true;
            (element.avant.clone(), element.suite.clone())
        });
        let avant = if reprise.is_empty() && avant == " " { String::new() } else { avant };
        reprise.push_formatted(valeur.clone().decorated(suite + &avant, ""));
        suite = apres;
    }
    let restes = elements.iter().filter(|element| !element.garde).flat_map(|element| element.avant.lines());
    let restes: String = restes.filter(|ligne| ligne.contains('#')).map(|ligne| format!("\n{ligne}")).collect();
    let retour = if restes.is_empty() || fin.contains('\n') { "" } else { "\n" };
    let trailing = format!("{suite}{restes}{retour}{fin}");
    reprise.set_trailing_comma(!reprise.is_empty() && (ancienne.trailing_comma() || trailing.contains('#')));
    reprise.set_trailing(trailing);
    *nouvelle = reprise;
}

/// The elements of a list, and what stands behind the line of the last one.
fn elements(liste: &Array) -> (Vec<Element<'_>>, String) {
    let texte = |brut: Option<&RawString>| brut.and_then(RawString::as_str).unwrap_or("").to_owned();
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut reste = String::new();
    for valeur in liste {
        let devant = reste + &texte(valeur.decor().prefix());
        let avant = finit(&mut elements, devant);
        elements.push(Element { valeur, avant, suite: String::new(), garde: false });
        reste = texte(valeur.decor().suffix());
    }
    let fin = finit(&mut elements, reste + &texte(Some(liste.trailing())));
    (elements, fin)
}

/// Gives the last element the end of its line; the rest.
fn finit(elements: &mut [Element<'_>], texte: String) -> String {
    match (elements.last_mut(), texte.find('\n')) {
        (Some(dernier), Some(retour)) => {
            dernier.suite = texte[..retour].to_owned();
            texte[retour..].to_owned()
        }
        _ => texte,
    }
}

/// Adds a table at the end of a list, laid out as the one before it; its rank.
pub(super) fn ajoute(document: &mut DocumentMut, liste: &[&str], mut nouvelle: Table) -> Option<usize> {
    let (nom, tables) = liste.split_last()?;
    let (table, en_ligne) = table(document, tables)?;
    let neuve = || if en_ligne { value(Array::new()) } else { Item::ArrayOfTables(ArrayOfTables::new()) };
    match table.entry(nom).or_insert_with(neuve) {
        Item::ArrayOfTables(tables_du_nom) => {
            let avant = tables_du_nom.iter().skip(1).last().and_then(|table| table.decor().prefix());
            let blanc = avant.and_then(|avant| avant.as_str()).filter(|avant| avant.trim().is_empty());
            nouvelle.decor_mut().set_prefix(blanc.unwrap_or(if tables.is_empty() { "\n" } else { "" }));
            tables_du_nom.push(nouvelle);
            Some(tables_du_nom.len() - 1)
        }
        Item::Value(Value::Array(valeurs)) if valeurs.iter().all(Value::is_inline_table) => {
            valeurs.push(nouvelle.into_inline_table());
            Some(valeurs.len() - 1)
        }
        _ => None,
    }
}
