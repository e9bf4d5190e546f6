//! A layer of a registry: the catalog, an overlay, models registered at run time.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use hashbrown::HashMap;
use hashbrown::hash_map::Entry as MapEntry;

use crate::catalog::blob::{Blob, RowPlace};
use crate::catalog::names::{Name, NameKind, of_model};
use crate::catalog::{DeploymentData, Tables, Terms};
use crate::model::ModelId;
use crate::params::BodyPatch;

use super::entry::Entry;

/// What a name means within a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// The place of the entry.
    pub entry: u32,
    pub kind: NameKind,
    pub version: Option<u16>,
}

/// The models that claim a name; nearly always one.
#[derive(Clone, Debug)]
pub(crate) enum Claims {
    /// Nobody does: it is the id of a model, kept here so that one search finds it.
    Id(Claim),
    One(Claim),
    Many(Vec<Claim>),
}

impl Claims {
    fn of(all: Vec<Claim>) -> Self {
        match all.as_slice() {
            [claim] => Self::One(*claim),
            _ => Self::Many(all),
        }
    }

    pub fn as_slice(&self) -> &[Claim] {
        match self {
            Self::Id(_) => &[],
            Self::One(claim) => std::slice::from_ref(claim),
            Self::Many(claims) => claims,
        }
    }
}

/// Of the embedded catalog the texts are its own bytes.
type Names = HashMap<Cow<'static, str>, Claims, foldhash::fast::RandomState>;
type Map<V> = HashMap<Box<str>, V, foldhash::fast::RandomState>;

/// The name of the lowest layer: the catalog that the registry opened.
pub(crate) const CATALOG_LAYER: &str = "catalog";

/// Models with their names, deployments and terms, under one name.
pub(crate) struct Layer {
    pub name: Arc<str>,
    pub tables: Arc<Tables>,
    slots: Vec<Slot>,
    blob: Option<Blob>,
    names: Names,
    pub deployments: Map<Arc<DeploymentData>>,
    pub terms: Vec<Terms>,
    /// Registered by the program, so that it may be merged with others of its kind.
    pub mergeable: bool,
}

/// A model, read or still in the catalog's bytes.
struct Slot {
    id: ModelId,
    /// Where it is in the catalog's bytes.
    place: Option<RowPlace>,
    cell: OnceLock<Option<Arc<Entry>>>,
}

impl Layer {
    /// The layer of a compiled catalog: rows are read when first touched.
    pub fn of_blob(mut blob: Blob) -> Self {
        let mut layer = Self::empty(CATALOG_LAYER, Arc::new(std::mem::take(&mut blob.head.tables)));
        let rows = std::mem::take(&mut blob.head.rows);
        // Each name, and each id.
        layer.names.reserve(rows.iter().map(|row| row.names.len() + 1).sum());
        layer.slots.reserve_exact(rows.len());
        for row in rows {
            layer.claim(row.id.clone(), row.names);
            let id = ModelId::compiled(row.id);
            layer.slots.push(Slot { id, place: Some(row.place), cell: OnceLock::new() });
        }
        layer.blob = Some(blob);
        layer
    }

    /// A layer without models.
    pub fn empty(name: &str, tables: Arc<Tables>) -> Self {
        Self {
            name: name.into(),
            tables,
            slots: Vec::new(),
            blob: None,
            names: Names::default(),
            deployments: Map::default(),
            terms: Vec::new(),
            mergeable: false,
        }
    }

    /// Adds a model.
    pub fn push(&mut self, entry: Arc<Entry>) {
        let id = entry.data.id.clone();
        self.claim(Cow::Owned(id.as_str().to_owned()), of_model(&entry.data));
        self.slots.push(Slot { id, place: None, cell: OnceLock::from(Some(entry)) });
    }

    fn claim(&mut self, id: Cow<'static, str>, names: Vec<Name<'static>>) {
        let Ok(entry) = u32::try_from(self.slots.len()) else { return };
        for name in names {
            let claim = Claim { entry, kind: name.kind, version: name.version };
            match self.names.entry(name.text) {
                MapEntry::Vacant(vacant) => {
                    vacant.insert(Claims::One(claim));
                }
                MapEntry::Occupied(mut taken) => {
                    let claims = taken.get_mut();
                    let mut all = claims.as_slice().to_vec();
                    all.push(claim);
                    *claims = Claims::of(all);
                }
            }
        }
        self.claim_id(id, entry);
    }

    /// An id in capitals is left to those who look closer; one that stands twice means nothing by itself.
    fn claim_id(&mut self, id: Cow<'static, str>, entry: u32) {
        if id.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return;
        }
        match self.names.entry(id) {
            MapEntry::Vacant(vacant) => {
                vacant.insert(Claims::Id(Claim { entry, kind: NameKind::Own, version: None }));
            }
            MapEntry::Occupied(mut taken) => {
                if matches!(taken.get(), Claims::Id(_)) {
                    taken.insert(Claims::Many(Vec::new()));
                }
            }
        }
    }

    /// What a name in lower case means here: one that models claim, or the id of one.
    pub fn named(&self, name: &str) -> Option<&Claims> {
        self.names.get(name)
    }

    /// What a name in lower case, without a provider, means here.
    pub fn claims(&self, name: &str) -> &[Claim] {
        self.named(name).map_or(&[], Claims::as_slice)
    }

    /// What a name in lower case means here at one provider.
    pub fn claims_at(&self, name: &str, provider: &str) -> impl Iterator<Item = &Claim> {
        let is_there = move |claim: &&Claim| self.id(claim.entry).is_some_and(|id| id.is_at(provider));
        self.claims(name).iter().filter(is_there)
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[Claim])> {
        let claimed = self.names.iter().map(|(name, claims)| (&**name, claims.as_slice()));
        claimed.filter(|(_, claims)| !claims.is_empty())
    }

    /// How many models it has.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// The id of a model.
    pub fn id(&self, entry: u32) -> Option<&ModelId> {
        Some(&self.slots.get(usize::try_from(entry).ok()?)?.id)
    }

    /// The ids, with their places.
    pub fn ids(&self) -> impl Iterator<Item = (u32, &ModelId)> {
        (0u32..).zip(self.slots.iter().map(|slot| &slot.id))
    }

    /// A model, read if it was not yet.
    pub fn entry(&self, entry: u32) -> Option<&Arc<Entry>> {
        let at = usize::try_from(entry).ok()?;
        let slot = self.slots.get(at)?;
        slot.cell.get_or_init(|| self.read(slot.place?)).as_ref()
    }

    fn read(&self, place: RowPlace) -> Option<Arc<Entry>> {
        // A row of a catalog whose digest was proven always reads.
        let data = self.blob.as_ref()?.row(place)?;
        Some(Arc::new(Entry {
            data,
            tables: Arc::clone(&self.tables),
            layer: Arc::clone(&self.name),
            converter: None,
            attached: None,
            patch: BodyPatch::default(),
        }))
    }

    /// Two layers of the program as one; the upper one's models stand in place of those with the same id.
    pub fn merged(lower: &Self, upper: &Self) -> Self {
        let mut layer = Self::empty(&upper.name, Arc::clone(&upper.tables));
        layer.mergeable = true;
        let replaced: std::collections::HashSet<&ModelId> = upper.ids().map(|(_, id)| id).collect();
        for (place, id) in lower.ids() {
            if !replaced.contains(id) {
                layer.slots.reserve(1);
                if let Some(entry) = lower.entry(place) {
                    layer.push(Arc::clone(entry));
                }
            }
        }
        for (place, _) in upper.ids() {
            if let Some(entry) = upper.entry(place) {
                layer.push(Arc::clone(entry));
            }
        }
        layer
    }
}
