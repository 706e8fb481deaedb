package heed.exchange.addresses;

import heed.exchange.Row;
import heed.exchange.work.RowKind;
import heed.quarantine.QuarantineImports;

/// A row of a quarantine file, understood.
///
/// @param row as it was read
/// @param meaning what it says
record AddressRow(Row row, QuarantineImports.Row meaning) implements RowKind.Parsed {}
