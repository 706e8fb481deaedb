package heed.profile.choice;

import heed.profile.ProfileRef;
import heed.quarantine.ExcludedDomain;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.ExclusionRule;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What still excludes a profile after an opt-in: the other store, which an opt-in does not touch (semantics §1).
@Component
public class StillExcludedStore {

    private final JdbcClient jdbc;

    StillExcludedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The codes of the causes, in their order, that exclude the profile on any of these channels now: it waits for
    /// its confirmation, or the address a delivery would use is denylisted or quarantined or of an excluded domain.
    public List<String> causes(ProfileRef profile, Set<Channel> channels) {
        if (channels.isEmpty()) {
            return List.of();
        }
        EnumSet<ExclusionRule> causes = EnumSet.noneOf(ExclusionRule.class);
        if (profile.unconfirmed()) {
            causes.add(ExclusionRule.UNCONFIRMED);
        }
        statuses(profile.id(), channels).forEach(status -> {
            switch (status) {
                case DENYLISTED -> causes.add(ExclusionRule.ADDRESS_DENYLISTED);
                case QUARANTINED -> causes.add(ExclusionRule.ADDRESS_QUARANTINED);
                case VALID, ERRONEOUS -> {
                    // These do not exclude.
                }
            }
        });
        if (channels.contains(Channel.EMAIL) && domainExcluded(profile.id())) {
            causes.add(ExclusionRule.EXCLUDED_DOMAIN);
        }
        return causes.stream().map(ExclusionRule::code).toList();
    }

    private boolean domainExcluded(int profileId) {
        // Expects profile_addresses_pkey and addresses_pkey.
        Optional<String> address = jdbc.sql("""
                select t.canonical from profile_addresses a join addresses t on t.id = a.address_id
                where a.profile_id = :profile and a.position = 1 and a.channel = :email
                """).param("profile", profileId).param("email", Channel.EMAIL.number()).query(String.class).optional();
        // Expects excluded_domains_pkey.
        return address.isPresent() && jdbc.sql("""
                select exists (select from excluded_domains where domain = any(cast(:patterns as text[])))
                """).param("patterns", ExcludedDomain.covering(address.get()).toArray(String[]::new))
                .query(Boolean.class).single();
    }

    private List<AddressStatus> statuses(int profileId, Collection<Channel> channels) {
        // Expects profile_addresses_pkey and address_states_pkey.
        return List.copyOf(jdbc.sql("""
                select distinct s.status from profile_addresses a join address_states s on s.address_id = a.address_id
                where a.profile_id = :profile and a.position = 1 and a.channel = any(cast(:channels as smallint[]))
                """).param("profile", profileId)
                .param("channels", channels.stream().map(channel -> (short) channel.number()).toArray(Short[]::new))
                .query((row, _) -> AddressStatus.ofNumber(row.getInt("status"))).list());
    }
}
