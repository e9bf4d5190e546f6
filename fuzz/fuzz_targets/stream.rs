#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| llmanac_fuzz::Target::Stream.run(input));
