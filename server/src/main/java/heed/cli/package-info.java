/// The command line: `serve`, `demo`, `prepare`, `import`, `selftest`. May use everything; nothing uses it.
///
/// The only package that prints. One class a command; `Heed` holds them together, `Failure` ends one with a line for
/// the person at the terminal. Anything that is more than asking and printing belongs to the module that owns it.
@NullMarked
package heed.cli;

import org.jspecify.annotations.NullMarked;
