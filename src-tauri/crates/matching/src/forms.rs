//! Legal forms of companies, as names carry them. A table of our own: it says which spellings are one form, and which forms
//! a company can have in turn without being another one.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What kind of company a form makes. Two names with forms of different kinds are different companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Owned by shares that may be traded: AG, S.p.A., plc, JSC.
    Shares,
    /// Limited liability: GmbH, S.r.l., LLC.
    Limited,
    /// A corporation of the Anglo-American kind, which lists write in many ways: Inc., Corp., Co.
    Corporation,
    /// Limited, where the word alone does not say which: Ltd., Pty., Co. Ltd.
    Ltd,
    /// Partners: KG, LP, OHG, LLP, S.n.c.
    Partnership,
    /// Partners of which one is limited: GmbH & Co. KG.
    MixedPartnership,
    /// A cooperative, a club, a foundation.
    Member,
    /// One person's business.
    Sole,
    /// A European company.
    European,
}

/// Whether two legal forms can be those of one company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Forms {
    /// The same kind, or one of them is not known.
    Agree,
    /// Companies that stand together: a GmbH and the GmbH & Co. KG that it leads.
    Near,
    Differ,
}

impl Forms {
    pub fn of(a: Option<Form>, b: Option<Form>) -> Self {
        use Form::*;
        let (Some(a), Some(b)) = (a, b) else {
            return Forms::Agree;
        };
        match (a.min(b), a.max(b)) {
            (a, b) if a == b => Forms::Agree,
            // "Ltd." and "Co." stand for what the country has; a company turns from AG to SE without becoming another.
            (Shares | Limited | Corporation, Ltd) | (Shares | Limited, Corporation) | (Shares, European) => {
                Forms::Agree
            }
            (Shares | Limited | Partnership | European, MixedPartnership) | (MixedPartnership, European) => Forms::Near,
            _ => Forms::Differ,
        }
    }
}

/// Forms as folded words, the longest first where one begins or ends with another.
const FORMS: &[(&str, Form)] = &[
    ("societatea cu raspundere limitata", Form::Limited),
    ("societa a responsabilita limitata", Form::Limited),
    ("sociedad de responsabilidad limitada", Form::Limited),
    ("gesellschaft mit beschrankter haftung", Form::Limited),
    ("spolka z ograniczona odpowiedzialnoscia", Form::Limited),
    ("besloten vennootschap", Form::Limited),
    ("naamloze vennootschap", Form::Shares),
    ("open joint stock company", Form::Shares),
    ("public joint stock company", Form::Shares),
    ("closed joint stock company", Form::Shares),
    ("joint stock company", Form::Shares),
    ("limited liability company", Form::Limited),
    ("limited liability partnership", Form::Partnership),
    ("limited partnership", Form::Partnership),
    ("public limited company", Form::Shares),
    ("private limited company", Form::Ltd),
    ("societe anonyme", Form::Shares),
    ("societa per azioni", Form::Shares),
    ("sociedad anonima", Form::Shares),
    ("sociedade anonima", Form::Shares),
    ("gmbh and co kgaa", Form::MixedPartnership),
    ("gmbh and co kg", Form::MixedPartnership),
    ("gmbh co kg", Form::MixedPartnership),
    ("ag and co kgaa", Form::MixedPartnership),
    ("ag and co kg", Form::MixedPartnership),
    ("se and co kgaa", Form::MixedPartnership),
    ("se and co kg", Form::MixedPartnership),
    ("ug haftungsbeschrankt and co kg", Form::MixedPartnership),
    ("ug haftungsbeschrankt", Form::Limited),
    ("gmbh and co", Form::MixedPartnership),
    ("and co kg", Form::Partnership),
    ("and co ohg", Form::Partnership),
    ("and co llc", Form::Limited),
    ("and co inc", Form::Corporation),
    ("and co ltd", Form::Ltd),
    ("and company", Form::Corporation),
    ("and cie", Form::Corporation),
    ("and co", Form::Corporation),
    ("s a de c v", Form::Shares),
    ("sa de cv", Form::Shares),
    ("s de rl de cv", Form::Limited),
    ("sp z oo sp k", Form::MixedPartnership),
    ("sp z oo", Form::Limited),
    ("spz oo", Form::Limited),
    ("sp zoo", Form::Limited),
    ("spzoo", Form::Limited),
    ("sp k", Form::Partnership),
    ("spolka akcyjna", Form::Shares),
    ("pty ltd", Form::Ltd),
    ("pty limited", Form::Ltd),
    ("pte ltd", Form::Ltd),
    ("pvt ltd", Form::Ltd),
    ("private limited", Form::Ltd),
    ("sdn bhd", Form::Ltd),
    ("co ltd", Form::Ltd),
    ("co limited", Form::Ltd),
    ("company limited", Form::Ltd),
    ("corporation limited", Form::Ltd),
    ("corp ltd", Form::Ltd),
    ("co inc", Form::Corporation),
    ("co llc", Form::Limited),
    ("co kg", Form::Partnership),
    ("aktiengesellschaft", Form::Shares),
    ("aktiebolag", Form::Shares),
    ("aktieselskab", Form::Shares),
    ("osakeyhtio", Form::Shares),
    ("incorporated", Form::Corporation),
    ("corporation", Form::Corporation),
    ("company", Form::Corporation),
    ("limited", Form::Ltd),
    ("kommanditgesellschaft", Form::Partnership),
    ("gmbh", Form::Limited),
    ("mbh", Form::Limited),
    ("ggmbh", Form::Limited),
    ("ag", Form::Shares),
    ("akg", Form::Shares),
    ("kg", Form::Partnership),
    ("kgaa", Form::Partnership),
    ("ohg", Form::Partnership),
    ("gbr", Form::Partnership),
    ("ug", Form::Limited),
    ("haftungsbeschrankt", Form::Limited),
    ("eg", Form::Member),
    ("ev", Form::Member),
    ("ek", Form::Sole),
    ("eu", Form::Sole),
    ("se", Form::European),
    ("inc", Form::Corporation),
    ("corp", Form::Corporation),
    ("co", Form::Corporation),
    ("cie", Form::Corporation),
    ("llc", Form::Limited),
    ("llp", Form::Partnership),
    ("lp", Form::Partnership),
    ("ltd", Form::Ltd),
    ("plc", Form::Shares),
    ("sa", Form::Shares),
    ("sas", Form::Shares),
    ("sasu", Form::Shares),
    ("sarl", Form::Limited),
    ("eurl", Form::Limited),
    ("sca", Form::Partnership),
    ("snc", Form::Partnership),
    ("spa", Form::Shares),
    ("srl", Form::Limited),
    ("srls", Form::Limited),
    ("sapa", Form::Partnership),
    ("bv", Form::Limited),
    ("nv", Form::Shares),
    ("vof", Form::Partnership),
    ("bvba", Form::Limited),
    ("sprl", Form::Limited),
    ("ab", Form::Shares),
    ("as", Form::Shares),
    ("asa", Form::Shares),
    ("oy", Form::Shares),
    ("oyj", Form::Shares),
    ("aps", Form::Limited),
    ("sl", Form::Limited),
    ("slu", Form::Limited),
    ("sau", Form::Shares),
    ("ltda", Form::Limited),
    ("lda", Form::Limited),
    ("eireli", Form::Sole),
    ("sro", Form::Limited),
    ("kft", Form::Limited),
    ("zrt", Form::Shares),
    ("nyrt", Form::Shares),
    ("doo", Form::Limited),
    ("dd", Form::Shares),
    ("ooo", Form::Limited),
    ("oao", Form::Shares),
    ("zao", Form::Shares),
    ("pao", Form::Shares),
    ("ao", Form::Shares),
    ("jsc", Form::Shares),
    ("ojsc", Form::Shares),
    ("cjsc", Form::Shares),
    ("pjsc", Form::Shares),
    ("ano", Form::Member),
    ("pty", Form::Ltd),
    ("pte", Form::Ltd),
    ("pvt", Form::Ltd),
    ("bhd", Form::Ltd),
    ("tbk", Form::Shares),
    ("kk", Form::Shares),
];

/// Forms that also stand in front of a name.
const IN_FRONT: &[&str] = &[
    "societatea cu raspundere limitata",
    "limited liability company",
    "open joint stock company",
    "public joint stock company",
    "closed joint stock company",
    "joint stock company",
    "ooo",
    "oao",
    "zao",
    "pao",
    "ao",
    "jsc",
    "ojsc",
    "cjsc",
    "pjsc",
    "ano",
    "srl",
    "sc",
    "llc",
];

/// A form taken apart, ready to be compared with the end of a name.
struct Spelled {
    words: Vec<&'static str>,
    form: Form,
    /// Long enough to be told even with a slip in each word.
    is_long: bool,
}

/// Letters from which on a form is told even with a slip in each word.
const LONG_FORM: usize = 14;

/// The forms by their last word, in the order of the table, and the long ones once more for those that are mistyped.
struct Lookup {
    by_last: HashMap<&'static str, Vec<Spelled>>,
    long: Vec<Spelled>,
}

static LOOKUP: LazyLock<Lookup> = LazyLock::new(|| {
    let spelled = |(spelling, form): &(&'static str, Form)| Spelled {
        words: spelling.split(' ').collect(),
        form: *form,
        is_long: spelling.len() >= LONG_FORM,
    };
    let mut by_last: HashMap<&str, Vec<Spelled>> = HashMap::new();
    for form in FORMS.iter().map(spelled) {
        by_last.entry(form.words[form.words.len() - 1]).or_default().push(form);
    }
    Lookup {
        by_last,
        long: FORMS.iter().map(spelled).filter(|form| form.is_long).collect(),
    }
});

/// Takes legal forms off the end and the front of folded words, and says which the name has. A name is never emptied.
pub(crate) fn strip(words: &mut Vec<String>) -> Option<Form> {
    let mut form = None;
    while let Some(last) = words.last() {
        let exact = LOOKUP
            .by_last
            .get(last.as_str())
            .and_then(|forms| forms.iter().find(|form| form.ends(words, false)));
        let found = exact.or_else(|| LOOKUP.long.iter().find(|form| form.ends(words, true)));
        if let Some(found) = found {
            // The outermost one says what the company is: "Alba AG & Co. KG" is a partnership.
            form.get_or_insert(found.form);
            words.truncate(words.len() - found.words.len());
        } else if words.len() > 1 && matches!(last.as_str(), "and" | "et" | "und" | "y" | "e") {
            words.pop();
        } else {
            break;
        }
    }
    let front = IN_FRONT.iter().find(|spelling| is_front(words, spelling));
    if let Some((spelling, kind)) = front.and_then(|front| FORMS.iter().find(|(spelling, _)| spelling == front)) {
        form.get_or_insert(*kind);
        words.drain(..spelling.split(' ').count());
    }
    form
}

impl Spelled {
    /// Whether words end with the form and have something before it.
    fn ends(&self, words: &[String], with_slips: bool) -> bool {
        let Some(before) = words.len().checked_sub(self.words.len()).filter(|before| *before > 0) else {
            return false;
        };
        // From the back: the last word is what differs most.
        let mut pairs = words[before..].iter().zip(&self.words).rev();
        pairs.all(|(word, wanted)| word == wanted || (with_slips && is_slip(word, wanted)))
    }
}

/// Whether a word is another one mistyped: "Aktiengeselschaft".
fn is_slip(word: &str, wanted: &str) -> bool {
    word.len().abs_diff(wanted.len()) <= 1
        && wanted.len() >= 5
        && word.as_bytes().first() == wanted.as_bytes().first()
        && strsim::osa_distance(word, wanted) <= 1
}

fn is_front(words: &[String], spelling: &str) -> bool {
    let mut wanted = spelling.split(' ');
    if wanted.next() != words.first().map(String::as_str) {
        return false;
    }
    let count = spelling.split(' ').count();
    words.len() > count && words[1..count].iter().map(String::as_str).eq(wanted)
}

/// Whether a folded word is a legal form by itself.
pub fn is_form(word: &str) -> bool {
    let forms = LOOKUP.by_last.get(word);
    forms.is_some_and(|forms| forms.iter().any(|form| form.words.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(name: &str) -> (String, Option<Form>) {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let form = strip(&mut words);
        (words.join(" "), form)
    }

    #[test]
    fn forms_go_from_both_ends_and_never_the_whole_name() {
        assert_eq!(
            stripped("alba gmbh and co kg"),
            ("alba".to_owned(), Some(Form::MixedPartnership))
        );
        assert_eq!(stripped("ooo alba"), ("alba".to_owned(), Some(Form::Limited)));
        assert_eq!(stripped("alba co ltd"), ("alba".to_owned(), Some(Form::Ltd)));
        assert_eq!(stripped("ag"), ("ag".to_owned(), None));
        assert_eq!(
            stripped("ag insurance"),
            ("ag insurance".to_owned(), None),
            "no form at the front"
        );
    }

    #[test]
    fn a_form_is_found_whatever_stands_before_it() {
        for (index, (spelling, form)) in FORMS.iter().enumerate() {
            let words = format!(" {spelling}");
            let shadow = FORMS[..index]
                .iter()
                .find(|(before, _)| words.ends_with(&format!(" {before}")));
            assert_eq!(shadow, None, "{spelling} is never reached");
            assert_eq!(stripped(&format!("alba {spelling}")).1, Some(*form), "{spelling}");
        }
    }
}
