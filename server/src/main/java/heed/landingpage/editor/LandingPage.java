package heed.landingpage.editor;

import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A page as operators see it.
///
/// @param name in its public address; never changes
/// @param draft what they edit
/// @param undoable is there a draft before this one?
/// @param revision grows with every change
/// @param version what is published, or was last; null: nothing ever
/// @param unpublishedAt since when it is not open any more; null: it is, if it has a version
/// @param sha256 of the content of that version
/// @param endsAt when that version ends; null: never
/// @param deletedAt null for a living one
record LandingPage(int id, String name, PageKind kind, PageDraft draft, boolean undoable, int revision,
        @Nullable Integer version, @Nullable Instant unpublishedAt, @Nullable String sha256, @Nullable Instant endsAt,
        Instant updatedAt, @Nullable Instant deletedAt) {

    /// Is a version of it open to visitors, as far as it has not ended?
    public boolean isOpen() {
        return version != null && unpublishedAt == null && deletedAt == null;
    }

    /// How it stands: `draft`, `published`, `ended`, `unpublished`.
    public String state(Instant now) {
        if (version == null) {
            return "draft";
        }
        if (unpublishedAt != null) {
            return "unpublished";
        }
        return endsAt != null && !now.isBefore(endsAt) ? "ended" : "published";
    }

    /// The version that is open to visitors; 0 for none.
    int openVersion() {
        return version != null && isOpen() ? version : 0;
    }
}
