//! Prices by scope, tier and band of context.

use llmanac::ModelMetadata;
use llmanac::advise::{QuotedRate, Shown, ShownPrice};
use llmanac::model::{Meter, MeterKind, Offer, Rate, Tokens};

use crate::text::{Cell, Page, Table, rate_per_million, style, unknown};

/// Rows of one offer, band and grade, their rates together.
struct Line<'a> {
    on: &'a [String],
    input_over: u64,
    grade: Option<&'a str>,
    rates: Vec<&'a QuotedRate>,
    evidence: String,
}

pub fn write(page: &mut Page, shown: &Shown, model: Option<&ModelMetadata>) {
    page.gap();
    let lines = lines(shown);
    let columns = columns(&lines);
    let pieces = pieces(shown);
    if columns.is_empty() && pieces.is_none() {
        page.line(format!("{}   {}", style::STRONG.paint("USD per 1M tokens"), unknown(None::<Rate>)));
    } else if !columns.is_empty() {
        page.table(&table(&lines, &columns, shown, model));
    }
    if let Some(pieces) = pieces {
        if !columns.is_empty() {
            page.gap();
        }
        page.table(&pieces);
    }
    fees(page, shown);
    for row in shown.prices.iter().filter(|row| row.sold == Some(false)) {
        page.line(format!(
            "{}  {}",
            style::FAINT.paint("not sold"),
            style::PLAIN.paint(offers(&row.head.on))
        ));
    }
    if let Some(discount) = &shown.discount {
        let text =
            format!("{}: {} % of these prices are left, by your terms", discount.name, discount.percent_left);
        page.line(style::PLAIN.paint(text));
    }
}

/// Rows with rates of tokens, those of one offer, band and grade as one line; the ordinary offer first.
fn lines(shown: &Shown) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for row in shown.prices.iter().filter(|row| row.rates.iter().any(is_of_a_column)) {
        let (input_over, grade) = (row.input_over, row.grade.as_deref());
        let is_same = |line: &Line<'_>| {
            (line.on, line.input_over, line.grade) == (row.head.on.as_slice(), input_over, grade)
        };
        match lines.iter_mut().find(|line| is_same(line)) {
            Some(line) => line.rates.extend(&row.rates),
            None => lines.push(Line {
                on: &row.head.on,
                input_over,
                grade,
                rates: row.rates.iter().collect(),
                evidence: evidence(row),
            }),
        }
    }
    let usual = shown.offer.to_string();
    lines
        .sort_by_key(|line| (!line.on.contains(&usual), line.on.iter().any(|on| !on.ends_with("/standard"))));
    lines
}

fn evidence(row: &ShownPrice) -> String {
    let evidence = row.evidence.as_ref();
    let stale = evidence.and_then(|own| own.stale_since).map_or("", |_| ", stale");
    format!("{}{stale}", unknown(evidence.map(llmanac::Evidence::in_short)))
}

/// Tokens have columns; images and the like have a table, fees and storage lines of their own.
fn is_of_a_column(rate: &QuotedRate) -> bool {
    rate.meter.is_of_tokens()
}

/// The meters that some line has a rate for; plain text comes first, then what is dearer to explain.
fn columns(lines: &[Line<'_>]) -> Vec<Meter> {
    const FIRST: [Meter; 3] = [Meter::InputText, Meter::CacheReadText, Meter::OutputText];
    let has = |meter: &Meter| lines.iter().any(|line| line.rates.iter().any(|rate| rate.meter == *meter));
    let is_other = |meter: &&Meter| !FIRST.contains(meter);
    let rest = Meter::ALL.iter().filter(is_other).copied();
    let rest = rest.filter(|meter| meter.is_of_tokens());
    FIRST.into_iter().chain(rest).filter(has).collect()
}

fn heading(meter: Meter) -> &'static str {
    match meter {
        Meter::InputText => "input",
        Meter::CacheReadText => "cached",
        Meter::OutputText => "output",
        Meter::CacheWriteText => "cache write",
        Meter::CacheWrite5mText => "write 5m",
        Meter::CacheWrite30mText => "write 30m",
        Meter::CacheWrite1hText => "write 1h",
        Meter::CacheWrite12hText => "write 12h",
        other => other.as_str(),
    }
}

fn table(lines: &[Line<'_>], columns: &[Meter], shown: &Shown, model: Option<&ModelMetadata>) -> Table {
    let mut table = Table::new();
    let title = Cell::styled(style::STRONG, "USD per 1M tokens");
    let headings = columns.iter().map(|meter| Cell::styled(style::FAINT, heading(*meter)).on_the_right());
    table.row([title].into_iter().chain(headings).chain([Cell::styled(style::FAINT, "evidence")]));
    let usual = shown.offer.to_string();
    for line in lines {
        let over = match line.input_over {
            0 => String::new(),
            over => format!(", input over {}", Tokens::new(over)),
        };
        let grade = line.grade.map_or_else(String::new, |grade| format!(", grade {grade}"));
        let look = if line.on.contains(&usual) { style::STRONG } else { style::PLAIN };
        let name = Cell::styled(look, format_args!("{}{over}{grade}", offers(line.on)));
        let rates = columns.iter().map(|meter| Cell::number(rate(line, *meter, model)));
        table.row([name].into_iter().chain(rates).chain([Cell::text(&line.evidence)]));
    }
    table
}

/// The line's own rate, else what a wider row states for its offer, else `?`.
fn rate(line: &Line<'_>, meter: Meter, model: Option<&ModelMetadata>) -> String {
    let own = line.rates.iter().find(|rate| rate.meter == meter);
    let own = own.and_then(|own| Rate::usd(&own.rate.to_string(), own.per).ok());
    let wider = || {
        let offer = line.on.first()?.parse::<Offer>().ok()?;
        model.filter(|_| line.input_over == 0 && line.grade.is_none())?.rate(&offer, meter)
    };
    rate_per_million(own.or_else(wider))
}

/// Offers in few words: `global`, `zone:us zone:eu, batch`, `any scope, batch`.
fn offers(on: &[String]) -> String {
    if on.is_empty() {
        return "every offer".to_owned();
    }
    let mut tiers: Vec<(&str, Vec<&str>)> = Vec::new();
    for pattern in on {
        let (scope, tier) = pattern.rsplit_once('/').unwrap_or((pattern, "*"));
        match tiers.iter_mut().find(|(own, _)| *own == tier) {
            Some((_, scopes)) => scopes.push(scope),
            None => tiers.push((tier, vec![scope])),
        }
    }
    let scopes = |scopes: &[&str]| if scopes == ["*"] { "any scope".to_owned() } else { scopes.join(" ") };
    // `global/batch, global/priority` is one scope in several tiers.
    if let [(_, first), rest @ ..] = tiers.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|(_, own)| own == first)
    {
        let tiers: Vec<&str> = tiers.iter().map(|(tier, _)| *tier).collect();
        return format!("{}, {}", scopes(first), tiers.join(" "));
    }
    let said: Vec<String> = tiers
        .iter()
        .map(|(tier, own)| match *tier {
            "standard" => scopes(own),
            "*" => format!("{}, any tier", scopes(own)),
            tier => format!("{}, {tier}", scopes(own)),
        })
        .collect();
    said.join("; ")
}

/// Images, seconds, characters and pages, by grade where they are priced so; `None` where nothing is priced by them.
fn pieces(shown: &Shown) -> Option<Table> {
    let mut table = Table::new();
    let headings = ["", "grade", "offer", "evidence"].map(|name| Cell::styled(style::FAINT, name));
    table.row([Cell::styled(style::STRONG, "USD")].into_iter().chain(headings));
    let mut is_empty = true;
    for row in &shown.prices {
        for rate in row.rates.iter().filter(|rate| is_of_a_piece(rate)) {
            is_empty = false;
            table.row([
                Cell::text(rate.meter),
                Cell::text(format_args!("{} per {}", rate.rate, per(rate))),
                Cell::text(row.grade.as_deref().unwrap_or_default()),
                Cell::text(offers(&row.head.on)),
                Cell::text(evidence(row)),
            ]);
        }
    }
    (!is_empty).then_some(table)
}

fn is_of_a_piece(rate: &QuotedRate) -> bool {
    matches!(rate.meter.kind(), MeterKind::InputMedia | MeterKind::OutputMedia)
}

/// `image`, `60 seconds`
fn per(rate: &QuotedRate) -> String {
    match rate.per {
        1 => rate.unit.to_owned(),
        per => format!("{} {}", Tokens::new(per.into()), rate.meter.units()),
    }
}

/// Fees by the piece, and storage over time.
fn fees(page: &mut Page, shown: &Shown) {
    for row in &shown.prices {
        for rate in row.rates.iter().filter(|rate| !is_of_a_column(rate) && !is_of_a_piece(rate)) {
            let per = per(rate);
            let offers = offers(&row.head.on);
            let text = format!("{} {} USD per {per}, {offers}", rate.meter, rate.rate);
            page.line(style::PLAIN.paint(text.replace('_', " ")));
        }
        for free in &row.free {
            let text = format!("{} free up to {} for the whole account", free.meter, free.quota);
            page.line(style::PLAIN.paint(format!("{}, {}", text.replace('_', " "), offers(&row.head.on))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_said_in_few_words() {
        for (on, said) in [
            (vec![], "every offer"),
            (vec!["global/standard"], "global"),
            (vec!["zone:us/standard", "zone:eu/standard"], "zone:us zone:eu"),
            (vec!["zone:us/batch", "zone:eu/batch"], "zone:us zone:eu, batch"),
            (vec!["*/batch"], "any scope, batch"),
            (vec!["global/*"], "global, any tier"),
            (vec!["*/priority", "*/flex"], "any scope, priority flex"),
            (vec!["global/standard", "zone:us/batch"], "global; zone:us, batch"),
        ] {
            let on: Vec<String> = on.into_iter().map(str::to_owned).collect();
            assert_eq!(offers(&on), said);
        }
    }
}
