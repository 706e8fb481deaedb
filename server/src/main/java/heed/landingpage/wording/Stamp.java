package heed.landingpage.wording;

import java.time.Instant;

/// What is signed into a form: what it is of, when it was shown, and which words stood around it.
///
/// @param page the landing page; 0: none
/// @param version of the page; 0: none
/// @param shownAt when
/// @param begins the first digits of the SHA-256 of the words; empty for a form that does not say
public record Stamp(int page, int version, Instant shownAt, String begins) {}
