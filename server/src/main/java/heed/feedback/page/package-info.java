/// The console's pages of feedback: the inbox, each item with its raw source, what waits for a decision, and the patterns
/// and keywords, tried on past feedback before they are saved.
@NullMarked
package heed.feedback.page;

import org.jspecify.annotations.NullMarked;
