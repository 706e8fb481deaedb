/// What a text sent to a number means: STOP, START, HELP, or nothing that a machine should decide (T1, T4).
///
/// Pure. The keywords are data: the field's table of keyword, short code, language, action and reply, with
/// `keywords.tsv` as what an instance starts with.
@NullMarked
package heed.feedback.text;

import org.jspecify.annotations.NullMarked;
