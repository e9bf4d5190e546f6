//! What is mutated: the seeds of a target.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::mutate;
use crate::random::Random;
use crate::targets::Target;
use crate::tree::{Form, Tree};

/// What the inputs of a target are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// JSON.
    Json,
    /// TOML.
    Toml,
    /// A line of text.
    Line,
    /// Bytes without a structure that is known here.
    Bytes,
}

impl Part {
    /// How a tree of this kind is written.
    pub(crate) fn form(self) -> Option<Form> {
        match self {
            Self::Json => Some(Form::Json),
            Self::Toml => Some(Form::Toml),
            Self::Line | Self::Bytes => None,
        }
    }
}

/// One seed.
#[derive(Clone, Debug)]
pub(crate) enum Seed {
    Tree(Tree),
    Bytes(Vec<u8>),
}

/// The seeds of a target, and the words that they are made of.
#[derive(Clone, Debug)]
pub struct Corpus {
    part: Part,
    seeds: Vec<Seed>,
    words: Vec<String>,
}

impl Corpus {
    /// The seeds that the repository has for a target.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn of(target: Target) -> io::Result<Self> {
        let mut own = Self { part: target.part(), seeds: Vec::new(), words: Vec::new() };
        for bytes in target.seeds()? {
            own.add(bytes);
        }
        Ok(own)
    }

    /// Adds a file, or all files of a folder and those below.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn add_path(&mut self, path: &Path) -> io::Result<()> {
        files(path)?.iter().try_for_each(|file| {
            self.add(fs::read(file)?);
            Ok(())
        })
    }

    /// Adds a seed.
    pub fn add(&mut self, bytes: Vec<u8>) {
        let text = std::str::from_utf8(&bytes).ok();
        let tree = match self.part {
            Part::Json => text.and_then(Tree::of_json),
            Part::Toml => text.and_then(Tree::of_toml),
            Part::Line | Part::Bytes => None,
        };
        match tree {
            Some(tree) => {
                tree.keys(&mut self.words);
                self.words.sort_unstable();
                self.words.dedup();
                self.seeds.push(Seed::Tree(tree));
            }
            None => {
                if self.part == Part::Line {
                    self.words.extend(text.map(str::to_owned));
                }
                self.seeds.push(Seed::Bytes(bytes));
            }
        }
    }

    /// The input of a run: always the same for a seed and a number.
    pub fn input(&self, seed: u64, run: u64) -> Vec<u8> {
        mutate::input(self, &mut Random::new(seed, run))
    }

    /// How many seeds there are.
    pub fn len(&self) -> usize {
        self.seeds.len()
    }

    /// Whether there is no seed.
    pub fn is_empty(&self) -> bool {
        self.seeds.is_empty()
    }

    pub(crate) fn part(&self) -> Part {
        self.part
    }

    pub(crate) fn pick(&self, random: &mut Random) -> Option<&Seed> {
        random.pick(&self.seeds)
    }

    /// A key of some seed, or a whole line.
    pub(crate) fn word(&self, random: &mut Random) -> String {
        random.pick(&self.words).cloned().unwrap_or_default()
    }
}

/// The file, or the files of a folder and those below, in the order of their names.
pub(crate) fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort_unstable();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}

/// A path of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
