//! The README's examples are run, and say what they say.

/// Runs every console block of the README in the root of the checkout.
#[test]
fn the_readme_shows_what_the_command_says() -> std::io::Result<()> {
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))?;
    trycmd::TestCases::new()
        .env("LLMANAC_TODAY", "2026-11-23")
        .env("LLMANAC_OVERLAY", "")
        .case("README.md")
        .run();
    Ok(())
}
