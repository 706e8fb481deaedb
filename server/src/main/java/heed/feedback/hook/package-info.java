/// Webhooks of providers: `/hooks/{provider}`. Each is checked as its provider documents it, cut into its events, stored,
/// and only then answered; what an event means is read from the inbox as everything else.
///
/// A hook without a secret in the settings is not there (404); a request that does not pass its check is refused (403) and
/// leaves nothing behind but its count ([heed.feedback.hook.RefusedHooks]). A repeated event counts once, by its provider's id,
/// else by its bytes.
@NamedInterface("hook")
@NullMarked
package heed.feedback.hook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
