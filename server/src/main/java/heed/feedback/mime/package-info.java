/// A raw message to what is worth reading of it: headers, texts, reports, and the header of the message it returns.
///
/// Pure and bounded: one walk with mime4j over at most 4 MB of at most 26 MB, lines, texts, parts and depth limited by
/// [heed.feedback.mime.MailLimits]. Broken messages are read as far as they go.
@NullMarked
package heed.feedback.mime;

import org.jspecify.annotations.NullMarked;
