/// The console's pages of landing pages: list, editor with preview, publishing, versions, links.
///
/// Saving a draft changes what nobody sees; its undo is the draft before. Publishing makes a version that never changes
/// ([heed.landingpage.editor.Publishing]); it is refused while a control that the kind requires is missing in a language
/// ([heed.landingpage.editor.Lack]). Making, publishing, unpublishing, deleting and restoring are in the ledger.
///
/// A preview is drawn by the same code as the page itself, for a made-up person, and nothing in it can be sent.
@NamedInterface("editor")
@NullMarked
package heed.landingpage.editor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
