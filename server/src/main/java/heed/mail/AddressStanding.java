package heed.mail;

import heed.quarantine.AddressParser;
import heed.quarantine.ExcludedDomain;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether an address may get anything at all: the rules about addresses that even transactional mail obeys (semantics §4,
/// rules 6 to 8). The person is not asked about.
@Component
class AddressStanding {

    /// Reasons, as the outbox keeps them.
    static final String UNREADABLE = "unreadable";
    static final String QUARANTINED = "address_quarantined";
    static final String DENYLISTED = "address_denylisted";
    static final String EXCLUDED_DOMAIN = "excluded_domain";

    private final AddressParser parser;
    private final JdbcClient jdbc;

    AddressStanding(AddressParser parser, JdbcClient jdbc) {
        this.parser = parser;
        this.jdbc = jdbc;
    }

    /// Why an address gets nothing now; empty: it may get mail.
    Optional<String> against(String to) {
        return switch (parser.parse(Channel.EMAIL, to, null)) {
            case Canonicalised.Rejected _ -> Optional.of(UNREADABLE);
            case Canonicalised.Canonical(String canonical) -> status(canonical).or(() -> domain(canonical));
        };
    }

    /// The address to send to: the local part as it was given, the domain in its canonical ASCII form.
    String deliverable(String to) {
        return switch (parser.parse(Channel.EMAIL, to, null)) {
            case Canonicalised.Rejected _ -> to;
            case Canonicalised.Canonical(String canonical) -> spelled(to.strip(), canonical);
        };
    }

    private static String spelled(String given, String canonical) {
        int at = given.lastIndexOf('@');
        String local = canonical.substring(0, canonical.lastIndexOf('@'));
        return at > 0 && given.substring(0, at).equalsIgnoreCase(local)
                ? given.substring(0, at) + canonical.substring(canonical.lastIndexOf('@'))
                : canonical;
    }

    private Optional<String> status(String canonical) {
        // Expects the unique index on (channel, canonical), and address_states_pkey. Nothing fades in these two statuses.
        Optional<Integer> status = jdbc.sql("""
                select s.status from addresses a join address_states s on s.address_id = a.id
                where a.channel = :channel and a.canonical = :canonical
                """).param("channel", Channel.EMAIL.number()).param("canonical", canonical).query(Integer.class)
                .optional();
        return status.map(AddressStatus::ofNumber).flatMap(one -> switch (one) {
            case VALID, ERRONEOUS -> Optional.empty();
            case QUARANTINED -> Optional.of(QUARANTINED);
            case DENYLISTED -> Optional.of(DENYLISTED);
        });
    }

    private Optional<String> domain(String canonical) {
        // Expects excluded_domains_pkey.
        boolean excluded = jdbc.sql("select exists(select from excluded_domains where domain = any(:patterns))")
                .param("patterns", ExcludedDomain.covering(canonical).toArray(String[]::new)).query(Boolean.class)
                .single();
        return excluded ? Optional.of(EXCLUDED_DOMAIN) : Optional.empty();
    }
}
