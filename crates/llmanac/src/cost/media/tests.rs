use proptest::prelude::*;

use super::*;

const TILES: ImageRule = ImageRule::Tiles { base: 85, each: 170, tile: 512, side: 2048, short: 768 };
const PADDED: ImageRule = ImageRule::Padded { patch: 28, side: 1568, budget: 1568 };
const PADDED_HIGH: ImageRule = ImageRule::Padded { patch: 28, side: 2576, budget: 4784 };
const CROPS: ImageRule = ImageRule::Crops { each: 258, small: 384, part: (2, 3), within: None };

fn patches(side: Option<u32>, budget: Option<u32>, times: (u32, u32)) -> ImageRule {
    ImageRule::Patches { patch: 32, side, budget, refused_over: None, times }
}

#[test]
fn published_examples_come_out_as_published() {
    let (once, six_fifths) = ((1, 1), (12, 10));
    let whole = patches(None, Some(1536), once);
    let astra = patches(Some(65_535), Some(2500), six_fifths);
    // The rule, the image, its tokens, and who published the example.
    let table: [(&str, &ImageRule, (u32, u32), u64); 22] = [
        ("OpenAI, spring 2026: 765", &TILES, (1024, 1024), 765),
        ("OpenAI, spring 2026: 1105", &TILES, (2048, 4096), 1105),
        ("OpenAI, spring 2026: 1024 patches", &whole, (1024, 1024), 1024),
        ("OpenAI, spring 2026: 1452 patches", &whole, (1800, 2400), 1452),
        ("OpenAI, September 2026: 1229", &astra, (1024, 1024), 1229),
        ("OpenAI, September 2026: 3000", &astra, (2048, 2048), 3000),
        ("OpenAI, September 2026: 2458", &astra, (4096, 512), 2458),
        ("Anthropic, standard", &PADDED, (200, 200), 64),
        ("Anthropic, standard", &PADDED, (1000, 1000), 1296),
        ("Anthropic, standard", &PADDED, (1092, 1092), 1521),
        ("Anthropic, standard: 1456x819", &PADDED, (1920, 1080), 1560),
        ("Anthropic, standard: 1269x952", &PADDED, (2000, 1500), 1564),
        ("Anthropic, standard: 1456x819", &PADDED, (3840, 2160), 1560),
        ("Anthropic, standard: 924x1307", &PADDED, (1075, 1520), 33 * 47),
        ("Anthropic, high resolution", &PADDED_HIGH, (200, 200), 64),
        ("Anthropic, high resolution", &PADDED_HIGH, (1092, 1092), 1521),
        ("Anthropic, high resolution", &PADDED_HIGH, (1920, 1080), 2691),
        ("Anthropic, high resolution", &PADDED_HIGH, (2000, 1500), 3888),
        ("Anthropic, high resolution: 2576x1449", &PADDED_HIGH, (3840, 2160), 4784),
        ("Google: 258 for a small one", &CROPS, (384, 384), 258),
        ("Google: a unit of 360, 3 by 2", &CROPS, (960, 540), 6 * 258),
        ("the same for all", &ImageRule::Fixed { tokens: 1120 }, (9999, 1), 1120),
    ];
    for (who, rule, (width, height), expected) in table {
        let band = rule.of(Size { width, height });
        let high = band.high().unwrap();
        // A factor is rounded by the provider in its own way: one more, or one less.
        let off = if matches!(rule, ImageRule::Patches { times, .. } if *times != once) { 1 } else { 0 };
        assert_eq!((band.low() + off, high - off), (expected, expected), "{who}: {width}x{height}");
        // Which side is which does not matter, but for crops, where both are divided alike.
        assert_eq!(rule.of(Size { width: height, height: width }), band, "{who}: turned");
    }
}

#[test]
fn the_level_of_detail_chooses_the_rules() {
    let rules = |level_by: LevelBy| MediaRules {
        name: "x".to_owned(),
        images: vec![
            ("auto".to_owned(), vec![ImageRule::Fixed { tokens: 10 }, ImageRule::Fixed { tokens: 40 }]),
            ("high".to_owned(), vec![ImageRule::Fixed { tokens: 40 }]),
            ("low".to_owned(), vec![ImageRule::Fixed { tokens: 5 }]),
        ],
        level_by,
        page: None,
        second: None,
        assumed: None,
        src: Vec::new(),
    };
    let (nothing, detail, resolution) = (LevelBy::Nothing, LevelBy::Detail, LevelBy::Resolution);
    let table = [
        (nothing, None, None, "10..40"),
        (nothing, Some("low"), Some("high"), "10..40"),
        (detail, None, None, "10..40"),
        (detail, Some("auto"), None, "10..40"),
        (detail, Some("low"), None, "5"),
        (detail, Some("high"), None, "40"),
        // A word that is none may be read as any.
        (detail, Some("enormous"), None, "5..40"),
        (resolution, None, None, "10..40"),
        (resolution, None, Some("MEDIA_RESOLUTION_LOW"), "5"),
        (resolution, None, Some("media_resolution_unspecified"), "10..40"),
        // Some programs turn `detail` into the resolution, some leave it out.
        (resolution, Some("low"), None, "5..40"),
        (resolution, Some("low"), Some("high"), "5..40"),
    ];
    for (level_by, detail, resolution, expected) in table {
        let band = rules(level_by).image(None, Words { detail, resolution });
        assert_eq!(band.map(|band| band.to_string()).as_deref(), Some(expected), "{detail:?} {resolution:?}");
    }
}

fn any_rule() -> impl Strategy<Value = ImageRule> {
    proptest::sample::select(vec![
        ImageRule::Fixed { tokens: 1120 },
        TILES,
        PADDED,
        PADDED_HIGH,
        CROPS,
        ImageRule::Crops { each: 258, small: 384, part: (2, 3), within: Some((256, 768)) },
        patches(Some(2048), Some(2500), (12, 10)),
        patches(Some(512), None, (12, 10)),
        patches(None, Some(1536), (162, 100)),
        patches(None, None, (1, 1)),
    ])
}

proptest! {
    #[test]
    fn an_image_of_unknown_size_has_a_band_that_holds_every_size(
        rule in any_rule(), width in 1..30_000u32, height in 1..30_000u32,
    ) {
        let (any, own) = (rule.of_any(), rule.of(Size { width, height }));
        prop_assert!(any.low() <= own.low(), "{any} {own}");
        if let Some(most) = any.high() {
            prop_assert!(own.high().unwrap() <= most, "{any} {own}");
        }
    }

    #[test]
    fn no_size_is_too_large(rule in any_rule(), width in 1..=u32::MAX, height in 1..=u32::MAX) {
        rule.of(Size { width, height });
    }
}
