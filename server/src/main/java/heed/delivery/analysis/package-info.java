/// Who may be contacted, for millions of people at once: the local engine.
///
/// Owns the bitmaps over profile ids that answer the same facts that `heed.rules.Facts` answers for one person,
/// and the walk over the typology's rules that makes target, causes and counts of them (semantics §4). Needs neither
/// Spring nor a database; `index` fills the bitmaps from PostgreSQL, `heed prepare` from files.
///
/// Must never state a rule of its own: rules, order and details come from `heed.rules`; a property test holds
/// both to the same answer. Must never let anybody into a target of whom a fact is unknown.
@NamedInterface("analysis")
@NullMarked
package heed.delivery.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
