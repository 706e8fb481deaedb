/// Who may be contacted, and why not: the product's law, as pure functions.
///
/// A delivery is meant for an audience. [heed.rules.ExclusionRule] is the list of reasons to leave somebody out,
/// in order of precedence; read it first, it fits on one screen. [heed.rules.Typology] says which of them a
/// delivery uses, [heed.rules.Facts] is what is known of one person, and [heed.rules.Eligibility] puts the three
/// together into a [heed.rules.Decision] with every cause.
///
/// The facts come from folds over recorded events, one sub-package each:
/// - `optout`: the switches of a **person** (denylist), from their choices;
/// - `quarantine`: the state of an **address**, from bounces, complaints, STOP and operators;
/// - `subscription`: the link of a person to a service, from requests, confirmations and ends;
/// - `address`: what a person or a file wrote → the one canonical spelling.
///
/// Promises: every function is pure and total, knows no clock, no database and no static state, and is safe for
/// any thread. Events may arrive in any order: the fold is the same. Times are instants cut to microseconds.
/// What is unknown excludes. Nothing here may depend on anything but JSpecify.
///
/// Source of every rule: the page "Semantics" of the documentation; § in comments names its section.
/// The same law as data: `src/test/resources/cases`.
@NullMarked
package heed.rules;

import org.jspecify.annotations.NullMarked;
