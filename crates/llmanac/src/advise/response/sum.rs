//! The calls of one response, summed.

use std::borrow::Cow;

use crate::advise::basis::Basis;
use crate::advise::cost::{CostAnswer, CostFailure, Line, Totals};
use crate::advise::open::OpenLine;
use crate::cost::{CostError, CostStatus, Usage};
use crate::model::{Meter, Money, MoneyError};

use super::answer::CallCost;

/// One call of a response, priced; or why its model is not known.
pub(crate) struct Priced {
    pub purpose: Option<String>,
    pub answer: Result<Box<CostAnswer>, UnknownModel>,
}

/// A call of a model that the registry does not have.
pub(crate) struct UnknownModel {
    name: String,
    usage: Usage,
    reason: String,
}

impl Priced {
    pub fn unknown(name: String, purpose: Option<String>, usage: Usage, reason: String) -> Self {
        Self { purpose, answer: Err(UnknownModel { name, usage, reason }) }
    }

    /// The call as the answer lists it.
    fn row(&self) -> CallCost {
        let purpose = self.purpose.clone();
        match &self.answer {
            Ok(own) => CallCost {
                model: own.model.clone(),
                version: own.version.clone(),
                offer: Some(own.offer.clone()),
                at: Some(own.at),
                purpose,
                usage: own.usage,
                total: own.total,
                status: own.status,
                reason: own.reason.clone(),
                low: own.low,
                high: own.high,
                missing: own.missing.clone(),
                bounds: own.bounds.clone(),
            },
            Err(own) => CallCost {
                model: own.name.clone(),
                version: None,
                offer: None,
                at: None,
                purpose,
                usage: own.usage,
                total: None,
                status: CostStatus::Unknown,
                reason: Some(own.reason.clone()),
                low: None,
                high: None,
                missing: own.usage.meters().iter().collect(),
                bounds: None,
            },
        }
    }
}

/// All calls in one answer, under the circumstances of the first whose model is known; `head` makes an
/// answer without any usage, for a response none of whose models is.
pub(crate) fn sum(
    head: impl FnOnce() -> Result<CostAnswer, CostFailure>,
    mut priced: Vec<Priced>,
) -> Result<(CostAnswer, Vec<CallCost>), CostFailure> {
    if priced.len() == 1
        && let Some(Priced { answer: Ok(_), .. }) = priced.first()
        && let Some(Priced { answer: Ok(only), .. }) = priced.pop()
    {
        return Ok((*only, Vec::new()));
    }
    let calls: Vec<CallCost> = priced.iter().map(Priced::row).collect();
    let known: Vec<(usize, &CostAnswer)> =
        priced.iter().enumerate().filter_map(|(at, own)| Some((at, own.answer.as_deref().ok()?))).collect();
    let first: Cow<'_, CostAnswer> = match known.first() {
        Some((_, own)) => Cow::Borrowed(own),
        None => Cow::Owned(head()?),
    };
    let status = status(&calls);
    let all = |of: fn(&CostAnswer) -> Option<Money>| -> Result<Option<Money>, CostError> {
        if known.len() < calls.len() {
            return Ok(None);
        }
        let amounts: Option<Vec<Money>> = known.iter().map(|(_, own)| of(own)).collect();
        Ok(amounts.map(plus).transpose()?)
    };
    let is = |wanted: CostStatus| status == wanted;
    let subtotal = plus(known.iter().flat_map(|(_, own)| own.lines.iter().map(|line| line.amount)))
        .map_err(CostError::from)?;
    let usage = calls.iter().try_fold(Usage::new(), |sum, call| sum.plus(&call.usage));
    let answer = CostAnswer {
        model: first.model.clone(),
        version: first.version.clone(),
        offer: first.offer.clone(),
        region: first.region.clone(),
        grade: first.grade.clone(),
        at: first.at,
        free_quota: first.free_quota,
        usage: usage.unwrap_or(first.usage),
        total: if is(CostStatus::Exact) { all(|own| own.total)? } else { None },
        currency: first.currency,
        status,
        reason: calls.iter().find_map(|call| call.reason.clone()),
        low: if is(CostStatus::Bounded) { all(|own| own.total.or(own.low))? } else { None },
        high: if is(CostStatus::Bounded) { all(|own| own.total.or(own.high))? } else { None },
        subtotal: is(CostStatus::Incomplete).then_some(subtotal),
        bounds: None,
        totals: Totals {
            input: all(|own| own.totals.input)?,
            output: all(|own| own.totals.output)?,
            fees: all(|own| own.totals.fees)?,
        },
        savings: all(|own| own.savings)?,
        lines: known.iter().flat_map(|(at, own)| lines(*at, own)).collect(),
        open: known.iter().flat_map(|(at, own)| open(*at, own)).collect(),
        missing: missing(&calls),
        warnings: distinct(known.iter().flat_map(|(_, own)| own.warnings.iter().cloned())),
        basis: basis(&first, &known),
    };
    Ok((answer, calls))
}

fn plus(amounts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
    amounts.into_iter().try_fold(Money::ZERO, Money::plus)
}

/// What is known of the sum: no more than of its parts.
fn status(calls: &[CallCost]) -> CostStatus {
    let any = |wanted: CostStatus| calls.iter().any(|call| call.status == wanted);
    if calls.iter().all(|call| call.status == CostStatus::Unknown) {
        CostStatus::Unknown
    } else if any(CostStatus::Unknown) || any(CostStatus::Incomplete) {
        CostStatus::Incomplete
    } else if any(CostStatus::Bounded) {
        CostStatus::Bounded
    } else {
        CostStatus::Exact
    }
}

fn lines(at: usize, own: &CostAnswer) -> impl Iterator<Item = Line> + '_ {
    own.lines.iter().map(move |line| Line { call: Some(at), ..line.clone() })
}

fn open(at: usize, own: &CostAnswer) -> impl Iterator<Item = OpenLine> + '_ {
    let of_call = move |line: &Line| Line { call: Some(at), ..line.clone() };
    own.open.iter().map(move |open| OpenLine {
        low: of_call(&open.low),
        high: of_call(&open.high),
        ..open.clone()
    })
}

/// The meters without a rate, in their order.
fn missing(calls: &[CallCost]) -> Vec<Meter> {
    let mut all: Vec<Meter> = calls.iter().flat_map(|call| call.missing.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn basis(first: &CostAnswer, known: &[(usize, &CostAnswer)]) -> Basis {
    let assumed = distinct(known.iter().flat_map(|(_, own)| own.basis.assumed.iter().cloned()));
    let evidence = distinct(known.iter().flat_map(|(_, own)| own.basis.evidence.iter().cloned()));
    Basis { assumed, evidence, ..first.basis.clone() }
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut found, own| {
        if !found.contains(&own) {
            found.push(own);
        }
        found
    })
}
