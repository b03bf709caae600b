//! Prints: five series of pictures, three sizes, framed or not.

use super::{Choice, Draft, picture_seed, turn};
use crate::art::{Frame, Ground, Palette, PictureSpec, Print, Scene, Subject, View};

type Row = (&'static str, Palette, &'static str);

const HILLS: [Row; 13] = [
    ("First light", Palette::Dune, "The hour before the ferry, when the dunes are still one colour each."),
    ("Råbjerg Mile", Palette::Dune, "A dune that walks fifteen metres a year, caught on a day when it stood still."),
    ("Blue hour, Grenen", Palette::Sea, "Where two seas meet and neither of them gives way."),
    ("Evening on the Elbe", Palette::Dusk, "Warm brick across the water and a sun that takes its time."),
    ("Harvest moon", Palette::Night, "The fields behind the workshop on the one night we stayed late."),
    ("Five hills", Palette::Sea, "Counted from the train between Aalborg and Frederikshavn."),
    ("Heath in August", Palette::Dusk, "Heather as far as the rain lets you see."),
    ("The long way home", Palette::Dune, "A cycle path, drawn from memory, with every rise made kinder."),
    ("North of here", Palette::Harbour, "What the map shows when there are no more roads."),
    ("Snow on the fell", Palette::Sea, "The first white on the ridge, and a low sun that does not mind."),
    ("Last ferry", Palette::Night, "Dark water, a lit window, and the feeling of having just made it."),
    ("Salt marsh", Palette::Harbour, "Tide out, light in: the flats near Husum in four layers of ink."),
    ("Midsummer", Palette::Dusk, "Eleven in the evening and nobody thinks of going in."),
];
const BLOCKS: [Row; 13] = [
    ("Blocks I", Palette::Harbour, "The first of the set: twelve fields, five inks, no ruler."),
    ("Blocks II", Palette::Sea, "The same grid in the colours of a morning at sea."),
    ("Blocks III", Palette::Dusk, "Brick and clay, like the warehouses seen from the water."),
    ("Blocks IV", Palette::Harbour, "The one that everybody stops at: quarter circles in cobalt and ink."),
    ("Blocks V", Palette::Night, "The set by lamplight, on paper dark as wet slate."),
    ("Tile study", Palette::Dune, "From the floor of a bakery that closed in 1978."),
    ("Speicherstadt", Palette::Dusk, "Arches, loading doors and gables, folded into a grid."),
    ("Signal flags", Palette::Harbour, "It says something in the code of ships. We will not tell you what."),
    ("Half and half", Palette::Sea, "Discs that could be suns or plates or wheels, as you like."),
    ("Playground", Palette::Dune, "Ramps, hoops and a slide, seen by someone who is four."),
    ("Lower case", Palette::Harbour, "Bowls and arches of the letters a, b, d, p and q, without the letters."),
    ("Window, Nyhavn", Palette::Dusk, "Shutters open, shutters closed."),
    ("Night shift", Palette::Night, "The factory over the river, with all its lights on."),
];
const STEMS: [Row; 13] = [
    ("Rubber fig", Palette::Dune, "It has outlived three flats and one landlord."),
    ("Olive, second year", Palette::Dune, "Two leaves for every month it has been with us."),
    ("Window bay", Palette::Harbour, "A laurel that the cook is allowed to rob."),
    ("Beach pea", Palette::Sea, "It grows in sand, in wind, in spite of everything."),
    ("Copper beech", Palette::Dusk, "A seedling found on the path and carried home in a cap."),
    ("Night jasmine", Palette::Night, "It smells of nothing all day and then of everything."),
    ("Three stems", Palette::Sea, "From the market, for nobody in particular."),
    ("Sea holly", Palette::Harbour, "Blue, prickly, and protected: so we drew it instead."),
    ("Money tree", Palette::Dusk, "A gift to the workshop when the press was paid off."),
    ("Lemon, no lemons", Palette::Dune, "All leaf and good intentions."),
    ("Marram", Palette::Sea, "The grass that holds the dunes together, and gave us our name."),
    ("Tea plant", Palette::Night, "Camellia sinensis in a flowerpot: an optimist's harvest."),
    ("Rowan", Palette::Dusk, "Planted by birds beside the loading door."),
];
const LIFE: [Row; 13] = [
    ("Red table", Palette::Dusk, "The table is really brown. That afternoon it was red."),
    ("Vase with buds", Palette::Dune, "Cut too early, opened anyway."),
    ("Two plums", Palette::Harbour, "There were three."),
    ("Blue jug", Palette::Sea, "It pours badly and stays for its colour."),
    ("After supper", Palette::Night, "When the lamp is low and somebody is still telling a story."),
    ("Quinces", Palette::Dune, "Too hard to eat, too good to throw away."),
    ("Sunday", Palette::Dusk, "Flowers on the table, newspaper on the floor."),
    ("Still life with moon", Palette::Night, "The fruit in front, the moon behind, nearly the same size."),
    ("Grandmother's vase", Palette::Sea, "Glued once, and stronger for it."),
    ("Yellow cloth", Palette::Harbour, "Ironed for the picture and never again."),
    ("Figs and twigs", Palette::Dusk, "From the tree that leans over the neighbour's wall."),
    ("Kitchen, four o'clock", Palette::Harbour, "The one hour of direct sun on the sill."),
    ("Winter branches", Palette::Sea, "Put into water in January on the off chance."),
];
const WAVES: [Row; 12] = [
    ("Skagerrak", Palette::Sea, "Wind from the west, force five."),
    ("Kattegat", Palette::Harbour, "Shorter waves, more colours, better tempers."),
    ("Slack water", Palette::Sea, "The quarter of an hour when the tide thinks about it."),
    ("Phosphorescence", Palette::Night, "August, no moon, and every oar stroke lit."),
    ("Rolling home", Palette::Dune, "Seen from the deck by somebody who should have stayed below."),
    ("Fish scales", Palette::Dusk, "Or waves, or roof tiles. The printer will not decide."),
    ("Groundswell", Palette::Harbour, "A storm far off, long after it has passed."),
    ("Tidal chart", Palette::Dune, "Fourteen days of high water at Skagen, redrawn by hand."),
    ("Red sea", Palette::Dusk, "The strait at sundown with all the blue taken out."),
    ("Lighthouse keeper", Palette::Night, "Twelve lines for twelve seconds between two flashes."),
    ("Ripples in sand", Palette::Dune, "The sea's handwriting, an hour after it left."),
    ("Ninth wave", Palette::Sea, "The large one that sailors wait for."),
];

const MAKING: [&str; 5] = [
    "Each colour is a plate of its own. We ink, register and pull them one after the other, and let a night pass between two, so that the colours lie on the paper and not in it.",
    "Pulled on the proofing press that came to us from a newspaper in Aarhus. It needs two people and a little patience, and gives a black that no other machine of ours can.",
    "Printed with oil-based inks that we mix by eye and write down afterwards. That is why two prints of one edition are sisters and not copies.",
    "The drawing is cut by hand into linoleum, which is why the edges are alive. Look at it from near: you will find the knife.",
    "Screen printed through a fine mesh, five passes, and looked over on the drying rack. What does not please us becomes wrapping paper.",
];
const PAPER: [&str; 4] = [
    "The paper is a mould-made cotton of 300 g, off-white, with a surface that takes ink deep. It does not yellow.",
    "We print on 270 g paper of alpha cellulose from a mill in the Harz: smooth, acid-free, and heavy enough to lie flat at once.",
    "The sheet is 100 % cotton with deckled lower edge under the mat. Framed, it floats two millimetres behind the glass.",
    "Printed on 250 g uncoated paper from a mill that runs on its own river.",
];
const FRAMING: [&str; 3] = [
    "Frames are made to order by a joiner in Hjørring, from oak or from lime wood, painted. The glass is clear and keeps most of the sun's violet out. They arrive ready to hang.",
    "If you take it framed, you get solid wood with splined corners, a mat cut by hand and a wire on the back. Unframed prints travel rolled in tissue, in a tube that survives the post.",
    "Framed prints come in a box that we would not mind sitting on. Unframed ones come flat between boards up to 30 × 40 cm, rolled above.",
];

const SIZES: [(&str, &str, i64, i64, i64); 3] = [
    ("21 × 30 cm", "21", 1900, 180, 3100),
    ("30 × 40 cm", "30", 2900, 260, 4200),
    ("50 × 70 cm", "50", 4900, 480, 6900),
];

/// All prints.
pub(super) fn drafts(seed: u64) -> Vec<Draft> {
    let series: [(&'static str, &'static str, Scene, &[Row]); 5] = [
        ("landscapes", "Dune", Scene::Hills, &HILLS),
        ("geometric", "Blocks", Scene::Blocks, &BLOCKS),
        ("botanical", "Windowsill", Scene::Stem, &STEMS),
        ("still-life", "Table", Scene::Life, &LIFE),
        ("waves", "Tide", Scene::Waves, &WAVES),
    ];
    let rows = series
        .iter()
        .flat_map(|(category, name, scene, rows)| rows.iter().map(move |row| (*category, *name, *scene, *row)));
    rows.enumerate()
        .map(|(number, (category, name, scene, row))| draft(seed, number, (category, name), scene, row))
        .collect()
}

fn draft(seed: u64, number: usize, (category, series): (&'static str, &str), scene: Scene, row: Row) -> Draft {
    let (title, palette, summary) = row;
    let technique = turn(&["Linocut", "Screen print", "Giclée print", "Linocut", "Screen print"], number);
    let mut draft = Draft {
        stem: "PRT",
        title: title.to_owned(),
        fact: format!("{technique}, 3 sizes"),
        category,
        summary: summary.to_owned(),
        paragraphs: vec![
            turn(&MAKING, number).to_owned(),
            turn(&PAPER, number / 5).to_owned(),
            turn(&FRAMING, number / 2).to_owned(),
        ],
        points: vec![
            format!("{technique} in {} colours", 4 + number % 3),
            format!("Open edition of the {series} series, signed on the back"),
            "Mat and glass included with every frame".to_owned(),
        ],
        tags: vec![series.to_lowercase(), palette.label().to_lowercase(), "poster".to_owned(), "wall art".to_owned()],
        ..Draft::default()
    };
    draft.describe("series", series);
    draft.describe("technique", technique);
    draft.describe(
        "paper",
        turn(&["Cotton, 300 g", "Alpha cellulose, 270 g", "Cotton, 300 g", "Uncoated, 250 g"], number / 5),
    );
    draft.describe("made-in", turn(&["Skagen, Denmark", "Hamburg, Germany"], number));
    draft.describe("care", "Dust with a dry cloth; out of direct sun");
    variants(&mut draft, number, Subject::Print(Print { scene, palette, frame: Frame::Oak }), seed);
    draft
}

fn variants(draft: &mut Draft, number: usize, subject: Subject, seed: u64) {
    let frames: [(&str, &str, Frame); 2] = match number % 3 {
        0 => [("Oak", "OAK", Frame::Oak), ("Black", "BLK", Frame::Black)],
        1 => [("Black", "BLK", Frame::Black), ("White", "WHT", Frame::White)],
        _ => [("White", "WHT", Frame::White), ("Oak", "OAK", Frame::Oak)],
    };
    let labels: Vec<&str> = frames.iter().map(|frame| frame.0).chain(["Unframed"]).collect();
    draft.option("Size", &SIZES.map(|size| size.0));
    draft.option("Frame", &labels);
    for (label, ..) in SIZES {
        draft.describe("size", label);
    }
    for label in &labels {
        draft.describe("frame", *label);
    }
    pictures(draft, number, &subject, frames, seed);
    let dearer = [0, 0, 200, 0, 400].get(number % 5).copied().unwrap_or_default();
    for (size, code, price, weight, framed) in SIZES {
        for (picture, (frame, frame_code, _)) in frames.into_iter().enumerate() {
            draft.choices.push(Choice {
                values: vec![size.to_owned(), frame.to_owned()],
                code: format!("{code}-{frame_code}"),
                price: price + framed + dearer,
                weight: weight * 6,
                grams: None,
                picture: Some(picture),
            });
        }
        draft.choices.push(Choice {
            values: vec![size.to_owned(), "Unframed".to_owned()],
            code: format!("{code}-RAW"),
            price: price + dearer,
            weight,
            grams: None,
            picture: None,
        });
    }
}

fn pictures(draft: &mut Draft, number: usize, subject: &Subject, frames: [(&str, &str, Frame); 2], seed: u64) {
    let ground = turn_ground(number);
    let own_seed = picture_seed(seed, "print", number);
    let title = draft.title.clone();
    for (label, _, frame) in frames {
        let spec = PictureSpec { subject: framed(subject, frame), view: View::Front, ground, seed: own_seed };
        draft.picture(spec, format!("{title}, {} frame, on a wall", label.to_lowercase()));
    }
    let [(_, _, first), _] = frames;
    let spec = PictureSpec { subject: framed(subject, first), view: View::Detail, ground, seed: own_seed };
    draft.picture(spec, format!("{title}: corner of print, mat and frame close by"));
    // All backs look alike: one picture a frame serves every print.
    let plain = Subject::Print(Print { scene: Scene::Hills, palette: Palette::Dune, frame: first });
    let spec = PictureSpec { subject: plain, view: View::Back, ground: Ground::Stone, seed: 0 };
    draft.picture(spec, "Back of the frame with its hanging wire");
}

fn framed(subject: &Subject, frame: Frame) -> Subject {
    match subject {
        Subject::Print(print) => Subject::Print(Print { frame, ..print.clone() }),
        other => other.clone(),
    }
}

fn turn_ground(number: usize) -> Ground {
    let grounds =
        [Ground::Stone, Ground::Sand, Ground::Sage, Ground::Blush, Ground::Sky, Ground::Lilac, Ground::Butter];
    grounds.get(number % grounds.len()).copied().unwrap_or_default()
}
