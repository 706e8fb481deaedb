package heed.quarantine;

import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address and its present state as the API shows it.
///
/// @param errorReason why its last counted error happened; with the text, the time and the count of the error part
/// @param lastDelivery the delivery of its newest event that names one
/// @param profiles how many profiles use it
/// @param updatedAt when its state last changed; null for an address that never had an event
record QuarantineItem(String id, String channel, String address, String status, List<String> marks, boolean held,
        @Nullable String errorReason, @Nullable String errorText, int errorCount, @Nullable Instant errorAt,
        @Nullable String lastDelivery, int profiles, @Nullable Instant updatedAt) {

    /// The header of the CSV form, in the order of [#cells].
    static final List<String> HEADER = List.of("id", "channel", "address", "status", "marks", "held", "errorReason",
            "errorText", "errorCount", "errorAt", "lastDelivery", "profiles", "updatedAt");

    /// The state of an address, at the moment of `record`.
    static QuarantineItem of(Address address, AddressRecord record, int profiles) {
        ErrorReason reason = record.error().reason();
        Long delivery = record.lastDelivery();
        return new QuarantineItem(String.valueOf(record.addressId()), address.channel().code(), address.canonical(),
                record.status().code(), record.marks().stream().map(Mark::code).toList(), record.held(),
                reason == null ? null : reason.code(), record.errorText(), record.error().count(),
                record.error().at(), delivery == null ? null : String.valueOf(delivery), profiles,
                record.updatedAt());
    }

    /// The cells of its CSV line.
    List<@Nullable Object> cells() {
        return Arrays.asList(id, channel, address, status, marks, held, errorReason, errorText, errorCount, errorAt,
                lastDelivery, profiles, updatedAt);
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "QuarantineItem[" + id + "]";
    }
}
