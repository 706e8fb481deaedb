/// The words that people were shown before they chose: the proof of a choice holds those, and no others (E7.1).
///
/// Every form carries, signed, when it was shown and what its words hash to ([heed.landingpage.wording.Stamp]). What is drawn
/// anew when the form comes may say something else: a label was changed, a service was added, a first button was pressed
/// already. Then the words are looked for where they were kept; where they are nowhere, the hash alone is recorded, and that
/// its text is gone ([heed.landingpage.wording.ShownWordings]).
///
/// Must never: refuse or hold up a choice for its words, write anything when a page is looked at, hold a person's data.
/// Serves E7.1.
@NullMarked
package heed.landingpage.wording;

import org.jspecify.annotations.NullMarked;
