//! The files that models share.

use std::collections::BTreeMap;

use crate::catalog::authored;
use crate::catalog::need::Need;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::{
    FamilyData, MakerData, Operation, PointerData, ProviderData, RegionData, Source, SurfaceData, Tables,
    TaskData,
};
use crate::model::{MakerId, ModelFamily, ModelId, Provider, RegionId, TaskId};

use super::context::{self, Context};
use super::facts;
use super::rows::{date, rows};
use super::since;

pub(crate) fn sources(problems: &mut Problems, entries: &authored::Sources) -> Vec<Source> {
    entries
        .iter()
        .filter_map(|(id, entry)| {
            Some(Source {
                id: id.clone(),
                title: entry.title.clone(),
                read: Some(date(problems, format_args!("{id}.read"), Some(&entry.read))?),
                lineage: entry.lineage.clone(),
                rank: problems.ok(format_args!("{id}.rank"), entry.rank.parse())?,
            })
        })
        .collect()
}

pub(crate) fn providers(
    tables: &Tables,
    problems: &mut Problems,
    entries: &authored::Providers,
) -> Vec<ProviderData> {
    entries
        .iter()
        .filter_map(|(id, entry)| {
            let provider = problems.ok(id, Provider::new(id.as_str()))?;
            let geographies = entry
                .geographies
                .iter()
                .filter_map(|(prefix, scope)| {
                    let scope = problems.ok(format_args!("{id}.geographies.{prefix}"), scope.parse())?;
                    Some((prefix.clone(), scope))
                })
                .collect();
            let publishers = entry
                .publishers
                .iter()
                .filter_map(|(maker, word)| {
                    let maker = MakerId::new(maker.as_str());
                    Some((problems.ok(format_args!("{id}.publishers.{word}"), maker)?, word.clone()))
                })
                .collect();
            Some(ProviderData {
                id: provider,
                display_name: entry.display_name.clone(),
                prefixes: entry.prefixes.iter().map(|prefix| prefix.to_ascii_lowercase()).collect(),
                arn_service: entry.arn_service.clone(),
                geographies,
                publishers,
                deployment_types: entry
                    .deployment_types
                    .iter()
                    .map(|(name, offer)| (name.clone(), offer.clone()))
                    .collect(),
                requirements: facts::scalars(
                    problems,
                    format_args!("{id}.requirements"),
                    &entry.requirements,
                ),
                stand_in: entry.stand_in.as_ref().and_then(|name| {
                    let model = ModelId::new(format!("{id}/{name}"));
                    problems.ok(format_args!("{id}.stand_in"), model)
                }),
                stands_for_unknown: entry.stands_for_unknown,
                variables: pairs(&entry.variables),
                surfaces: entry
                    .surface
                    .iter()
                    .filter_map(|(name, surface)| {
                        let key = format!("{id}.surface.{name}");
                        let preview = surface
                            .preview
                            .as_deref()
                            .and_then(|text| since::preview(problems, format_args!("{key}.preview"), text));
                        let own = |surface: &Option<String>, provider: &Option<String>| {
                            surface.clone().or_else(|| provider.clone())
                        };
                        Some(SurfaceData {
                            surface: problems.ok(&key, format!("{id}.{name}").parse())?,
                            operation: surface.operation.as_ref().map(operation),
                            stream_operation: surface.stream_operation.as_ref().map(operation),
                            batch_operation: surface.batch_operation.as_ref().map(operation),
                            v1_operation: surface.v1_operation.as_ref().map(operation),
                            preview,
                            endpoint: own(&surface.endpoint, &entry.endpoint),
                            credential: own(&surface.credential, &entry.credential),
                            headers: pairs(&surface.headers),
                            auth: surface.auth.clone(),
                        })
                    })
                    .collect(),
                src: context::sources(tables, problems, &format!("{id}.src"), &entry.src),
            })
        })
        .collect()
}

fn operation(entry: &authored::OperationEntry) -> Operation {
    Operation {
        method: entry.method.clone(),
        path: entry.path.clone(),
        query: pairs(&entry.query),
        body: pairs(&entry.body),
    }
}

fn pairs(table: &BTreeMap<String, String>) -> Vec<(String, String)> {
    table.iter().map(|(key, value)| (key.clone(), value.clone())).collect()
}

pub(crate) fn makers(problems: &mut Problems, entries: &authored::Makers) -> Vec<MakerData> {
    entries
        .iter()
        .filter_map(|(id, entry)| {
            let id = problems.ok(id, MakerId::new(id.as_str()))?;
            Some(MakerData { id, display_name: entry.display_name.clone() })
        })
        .collect()
}

pub(crate) fn families(problems: &mut Problems, entries: &authored::Families) -> Vec<FamilyData> {
    entries
        .iter()
        .filter_map(|(id, entry)| {
            Some(FamilyData {
                id: problems.ok(id, ModelFamily::new(id.as_str()))?,
                display_name: entry.display_name.clone(),
                provider: problems
                    .ok(format_args!("{id}.provider"), Provider::new(entry.provider.as_str()))?,
                maker: problems.ok(format_args!("{id}.maker"), MakerId::new(entry.maker.as_str()))?,
                router: entry.router,
            })
        })
        .collect()
}

pub(crate) fn regions(problems: &mut Problems, authored: &authored::Regions) -> Vec<RegionData> {
    let mut compiled = Vec::new();
    for (provider, regions) in &authored.region {
        for (id, region) in regions {
            let key = format!("region.{provider}.{id}");
            let ids = (
                problems.ok(&key, Provider::new(provider.as_str())),
                problems.ok(&key, RegionId::new(id.as_str())),
            );
            if let (Some(provider), Some(id)) = ids {
                compiled.push(RegionData {
                    id,
                    provider,
                    name: region.name.clone(),
                    zone: region.zone.clone(),
                    endpoint: region.endpoint.clone(),
                });
            }
        }
    }
    compiled
}

/// Named sets of regions.
pub(crate) fn region_sets(
    problems: &mut Problems,
    authored: &authored::Regions,
) -> BTreeMap<String, Vec<RegionId>> {
    authored
        .set
        .iter()
        .map(|(name, set)| {
            let regions = set
                .regions
                .iter()
                .filter_map(|region| {
                    problems.ok(format_args!("set.{name}.regions"), RegionId::new(region.as_str()))
                })
                .collect();
            (name.clone(), regions)
        })
        .collect()
}

pub(crate) fn tasks(problems: &mut Problems, entries: &authored::Tasks) -> Vec<TaskData> {
    entries
        .iter()
        .filter_map(|(id, task)| {
            let needs = task
                .needs
                .iter()
                .enumerate()
                .filter_map(|(at, name)| {
                    let read = need(name);
                    if read.is_none() {
                        let names = Need::names();
                        problems.hint(
                            format!("{id}.needs[{at}]"),
                            format_args!("no need `{name}`"),
                            did_you_mean(name, names.iter().copied()),
                        );
                    }
                    read
                })
                .collect();
            Some(TaskData {
                id: problems.ok(id, TaskId::new(id.as_str()))?,
                summary: task.summary.clone(),
                needs,
                min_context: task.min_context,
                min_output: task.min_output,
                input: task.workload.input,
                cached: task.workload.cached,
                output: task.workload.output,
            })
        })
        .collect()
}

fn need(name: &str) -> Option<Need> {
    name.parse().ok()
}

pub(crate) fn pointers(
    context: &Context<'_>,
    problems: &mut Problems,
    authored: &authored::Pointers,
) -> Vec<PointerData> {
    let mut compiled = Vec::new();
    for (at, pointer) in authored.pointer.iter().enumerate() {
        let key = format!("pointer[{at}]");
        let target = rows(
            context,
            problems,
            format_args!("{key}.target"),
            &pointer.target,
            &[],
            |problems, key, row| problems.ok(format_args!("{key}.model"), row.model.parse::<ModelId>()),
        );
        if let Some(provider) =
            problems.ok(format_args!("{key}.provider"), Provider::new(pointer.provider.as_str()))
        {
            compiled.push(PointerData { name: pointer.name.clone(), provider, target });
        }
    }
    compiled
}
