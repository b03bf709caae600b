//! Hardcover notebooks, pocket pairs and sketchbooks.

use super::{Choice, Draft, picture_seed, turn};
use crate::art::Colour::{Brick, Butter, Cobalt, Forest, Ink, Oat, Ochre, Plum, Rose, Sage, Sky, Teal, Terracotta};
use crate::art::{Colour, Format, Ground, Notebook, Pattern, PictureSpec, Ruling, Subject, View};

type Row = (&'static str, Pattern, &'static [Colour], &'static [Ruling], &'static str);

const DOTS: &[Ruling] = &[Ruling::Dotted, Ruling::Ruled];
const ALL: &[Ruling] = &[Ruling::Dotted, Ruling::Ruled, Ruling::Squared, Ruling::Blank];
const PLAIN: &[Ruling] = &[Ruling::Blank, Ruling::Dotted];
const LINES: &[Ruling] = &[Ruling::Ruled, Ruling::Squared];

const HARDCOVER: [Row; 18] = [
    (
        "Arc notebook",
        Pattern::Arcs,
        &[Cobalt, Ochre, Plum],
        DOTS,
        "Quarter circles from the Blocks plates, printed tone in tone.",
    ),
    (
        "Dot notebook",
        Pattern::Dots,
        &[Ochre, Forest, Rose],
        DOTS,
        "Three hundred and some dots, each the size of a peppercorn.",
    ),
    ("Line notebook", Pattern::Lines, &[Plum, Ink, Teal], LINES, "Ruled outside as well as in."),
    ("Plain notebook", Pattern::Plain, &[Terracotta, Cobalt, Ink], ALL, "Nothing on it. That is the point."),
    ("Grid notebook", Pattern::Grid, &[Forest, Brick], LINES, "For plans, budgets and small architectures."),
    (
        "Ripple notebook",
        Pattern::Ripples,
        &[Sky, Teal, Rose],
        DOTS,
        "The cover of a calm day, for the pages of another.",
    ),
    ("Leaf notebook", Pattern::Leaves, &[Sage, Forest, Ochre], DOTS, "A hedge to hide behind in meetings."),
    ("Scale notebook", Pattern::Scales, &[Teal, Cobalt], PLAIN, "Waves that look like fish that look like roofs."),
    ("Step notebook", Pattern::Steps, &[Ink, Terracotta], LINES, "One thing after the other."),
    ("Moon notebook", Pattern::Moons, &[Cobalt, Plum, Ink], PLAIN, "For what you think of when you should be asleep."),
    (
        "Harbour log",
        Pattern::Plain,
        &[Forest, Brick, Ochre],
        LINES,
        "Numbered pages, a margin for the weather, and a table of winds at the back.",
    ),
    ("Tide notebook", Pattern::Ripples, &[Cobalt, Ink], DOTS, "Two highs and two lows a day, and room to note them."),
    (
        "Baker's notebook",
        Pattern::Dots,
        &[Butter, Brick],
        LINES,
        "The cover wipes clean, because recipes are written with floury hands.",
    ),
    ("Garden notebook", Pattern::Leaves, &[Forest, Plum], DOTS, "What was sown where, and who ate it."),
    ("Reading notebook", Pattern::Arcs, &[Brick, Sage], LINES, "One page a book, and an index of the good sentences."),
    (
        "Big grid notebook",
        Pattern::Grid,
        &[Ink, Cobalt, Butter],
        LINES,
        "Squares of five millimetres, for people who draw their thoughts in boxes.",
    ),
    ("Night notebook", Pattern::Moons, &[Ink, Teal], PLAIN, "Black edges, cream paper, a pencil loop."),
    (
        "Ruled pair",
        Pattern::Lines,
        &[Plum, Forest, Ochre],
        LINES,
        "Two of them, because the first one is always for the bag.",
    ),
];
const POCKET: [Row; 12] = [
    (
        "Pocket pair, plain",
        Pattern::Plain,
        &[Terracotta, Sky, Ink],
        ALL,
        "Forty-eight pages each, and thin enough to forget about.",
    ),
    (
        "Pocket pair, dots",
        Pattern::Dots,
        &[Cobalt, Butter],
        DOTS,
        "For shopping, for scores, for the name of that song.",
    ),
    (
        "Pocket pair, lines",
        Pattern::Lines,
        &[Forest, Rose],
        LINES,
        "The cover has the lines of a shirt we used to have.",
    ),
    ("Pocket pair, grid", Pattern::Grid, &[Forest, Teal, Ink], LINES, "Small sums and smaller floor plans."),
    ("Pocket pair, scales", Pattern::Scales, &[Teal, Plum], PLAIN, "It likes being taken to the beach."),
    ("Pocket pair, leaves", Pattern::Leaves, &[Sage, Ochre], DOTS, "Press something in it: the paper is soft enough."),
    ("Watch keeper", Pattern::Plain, &[Forest, Brick], LINES, "One column for the hour, one for what happened."),
    (
        "Field pair",
        Pattern::Steps,
        &[Ochre, Sage],
        DOTS,
        "The staples are stainless, the corners round, the weather irrelevant.",
    ),
    ("Errand pair", Pattern::Arcs, &[Rose, Sky, Cobalt], DOTS, "Every right-hand page tears off."),
    ("Score pair", Pattern::Moons, &[Ink, Plum], LINES, "For cards, dice and long-running family feuds."),
    (
        "Postcard pair",
        Pattern::Ripples,
        &[Sky, Terracotta],
        PLAIN,
        "The last eight leaves are cards with room for a stamp.",
    ),
    (
        "Tea diary",
        Pattern::Leaves,
        &[Teal, Forest],
        LINES,
        "Which leaf, how hot, how long, and whether it was worth it.",
    ),
];
const SKETCH: [Row; 12] = [
    ("Sketchbook, plain", Pattern::Plain, &[Oat, Ink, Sage], PLAIN, "Fifty sheets that do not mind an eraser."),
    ("Ripple sketchbook", Pattern::Ripples, &[Sky, Rose], PLAIN, "For water, and for colours with a lot of it."),
    (
        "Step sketchbook",
        Pattern::Steps,
        &[Ink, Ochre],
        PLAIN,
        "Its cover is a good place to start when the first page is not.",
    ),
    ("Wide sketchbook", Pattern::Arcs, &[Terracotta, Teal], PLAIN, "Landscape format, for landscapes."),
    ("Life drawing book", Pattern::Plain, &[Brick, Forest], PLAIN, "Rough paper that answers charcoal."),
    ("Urban sketchbook", Pattern::Grid, &[Ink, Cobalt], PLAIN, "The back board is stiff enough to stand and draw."),
    ("Storyboard book", Pattern::Dots, &[Plum, Butter], DOTS, "Six frames a page, faint enough to ignore."),
    (
        "Plant sketchbook",
        Pattern::Leaves,
        &[Forest, Sage, Rose],
        PLAIN,
        "Facing tissue, so that wet greens do not print off.",
    ),
    ("Shore sketchbook", Pattern::Scales, &[Teal, Sky], PLAIN, "It has been in the rain, on purpose, for a week."),
    ("Night sketchbook", Pattern::Moons, &[Ink, Cobalt], PLAIN, "Black paper for white pencil."),
    ("Pattern book", Pattern::Arcs, &[Ochre, Cobalt], DOTS, "A dot every five millimetres: repeats come out even."),
    ("Long sketchbook", Pattern::Lines, &[Oat, Brick], PLAIN, "One folded sheet of three metres. Start at the left."),
];

const PAPER: [&str; 4] = [
    "The paper is 100 g, off-white and a little toothed. Fountain pens do not bleed through it, and pencil does not shine.",
    "Inside are sheets of 90 g from a mill near Arnsberg that has been making writing paper since 1826. It is sized with starch, the old way.",
    "We chose a paper that is smooth enough for a nib and rough enough for a thought. It is made from recycled fibre and never saw chlorine.",
    "Ivory paper, 120 g: you can write on both sides, and forget that there is one.",
];
const BINDING: [&str; 3] = [
    "Sewn in sections of sixteen pages with linen thread, glued with something that stays soft. It opens flat on the first page and on the last.",
    "The spine is open under its cloth, so that nothing cracks when you bend it back. Please do.",
    "Bound in Hamburg, in a shop of five people and one dog, on machines that are older than all of them together.",
];
const COVER: [&str; 4] = [
    "The cover is printed in two tones of the same ink and then left alone: no foil, no varnish. It will wear like a good jacket.",
    "Cloth over board, with a paper label for whatever it turns out to be about.",
    "We print the covers on our own press and the label on the small one beside it.",
    "The corners are cut round by hand. It takes longer than the sewing.",
];

struct Line {
    category: &'static str,
    stem: &'static str,
    format: Format,
    size: &'static str,
    pages: &'static str,
    price: i64,
    weight: i64,
    rows: &'static [Row],
}

const LINES_OF: [Line; 3] = [
    Line {
        category: "hardcover",
        stem: "NBK",
        format: Format::Hardcover,
        size: "A5",
        pages: "192 pages",
        price: 1800,
        weight: 340,
        rows: &HARDCOVER,
    },
    Line {
        category: "pocket",
        stem: "PKT",
        format: Format::Pocket,
        size: "A6",
        pages: "2 × 48 pages",
        price: 950,
        weight: 120,
        rows: &POCKET,
    },
    Line {
        category: "sketchbooks",
        stem: "SKB",
        format: Format::Sketchbook,
        size: "25 × 28 cm",
        pages: "50 sheets",
        price: 2200,
        weight: 620,
        rows: &SKETCH,
    },
];

/// All notebooks.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    let rows = LINES_OF.iter().flat_map(|line| line.rows.iter().map(move |row| (line, *row)));
    rows.enumerate().map(|(number, (line, row))| draft(seed, number, line, row)).collect()
}

fn draft(seed: u64, number: usize, line: &Line, row: Row) -> Draft {
    let (title, pattern, colours, rulings, summary) = row;
    let first = rulings.first().copied().unwrap_or_default();
    let mut draft = Draft {
        stem: line.stem,
        title: title.to_owned(),
        fact: format!("{}, {}, {}", line.size, first.label().to_lowercase(), line.pages),
        category: line.category,
        summary: summary.to_owned(),
        paragraphs: vec![
            turn(&PAPER, number).to_owned(),
            turn(&BINDING, number / 4).to_owned(),
            turn(&COVER, number / 3).to_owned(),
        ],
        points: vec![
            format!("{}, {}", line.size, line.pages),
            "Paper from certified forests, free of acid".to_owned(),
            if line.format == Format::Hardcover {
                "Elastic, ribbon and a pocket at the back"
            } else {
                "Label on the front"
            }
            .to_owned(),
        ],
        tags: vec!["journal".to_owned(), "stationery".to_owned(), "paper".to_owned()],
        ..Draft::default()
    };
    draft.colours(colours);
    draft.describe("size", line.size);
    for ruling in rulings {
        draft.describe("ruling", ruling.label());
    }
    draft.describe("paper", turn(&["Toothed, 100 g", "Starch-sized, 90 g", "Recycled, 100 g", "Ivory, 120 g"], number));
    draft.describe("pattern", format!("{pattern:?}"));
    draft.describe("made-in", "Hamburg, Germany");
    draft.colour_option("Colour", colours);
    let labels: Vec<&str> = rulings.iter().map(|ruling| ruling.label()).collect();
    draft.option("Ruling", &labels);
    choices(&mut draft, line, colours, rulings, number);
    let pair = line.format == Format::Pocket || title.ends_with("pair");
    pictures(
        &mut draft,
        seed,
        number,
        &Notebook { format: line.format, colour: Colour::Oat, pattern, ruling: first, pair },
        colours,
    );
    draft
}

fn choices(draft: &mut Draft, line: &Line, colours: &[Colour], rulings: &[Ruling], number: usize) {
    let dearer = [0, 0, 200, 0, 100, 400].get(number % 6).copied().unwrap_or_default();
    for (picture, colour) in colours.iter().enumerate() {
        for ruling in rulings {
            let code: String = ruling.label().to_uppercase().chars().take(3).collect();
            draft.choices.push(Choice {
                values: vec![colour.label().to_owned(), ruling.label().to_owned()],
                code: format!("{}-{code}", colour.code()),
                price: line.price + dearer,
                weight: line.weight,
                grams: None,
                picture: Some(picture),
            });
        }
    }
}

fn pictures(draft: &mut Draft, seed: u64, number: usize, notebook: &Notebook, colours: &[Colour]) {
    let seed = picture_seed(seed, "notebook", number);
    let title = draft.title.clone();
    for colour in colours {
        let subject = Subject::Notebook(Notebook { colour: *colour, ..notebook.clone() });
        let spec = PictureSpec { subject, view: View::Front, ground: colour.ground(), seed };
        draft.picture(spec, format!("{title} in {}", colour.label().to_lowercase()));
    }
    let first = colours.first().copied().unwrap_or_default();
    // Open, only ruling and colour of the cover show: notebooks that share both share the picture.
    let open =
        Notebook { colour: first, pattern: Pattern::Plain, pair: false, format: Format::Hardcover, ..notebook.clone() };
    let spec = PictureSpec { subject: Subject::Notebook(open), view: View::Back, ground: Ground::Sand, seed: 0 };
    draft.picture(spec, format!("An open notebook, {} pages", notebook.ruling.label().to_lowercase()));
    let subject = Subject::Notebook(Notebook { colour: first, ..notebook.clone() });
    let spec = PictureSpec { subject, view: View::Detail, ground: first.ground(), seed };
    draft.picture(spec, format!("{title}: cover and page edge close by"));
}
