package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A dry run says what the run then does, also where a file contradicts itself in rows that lie far apart.
class DryRunIT {

    /// More rows than any batch begins with.
    private static final int APART = 4_500;

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String k = TestServer.unique("dry") + "-";

    @Test
    void optOutsOfTheSamePeopleFarApart() {
        imports.csv("kind=profiles", "key,email\n%1$sa,a@%1$sx.org\n%1$sold,o@x.org\n".formatted(k));
        imports.csv("kind=profiles", "key\n%1$sinto\n".formatted(k));
        api.post("/profiles/" + k + "old/merge").json(Map.of("into", k + "into")).send().expect(200);
        String file = "key,address,channel,action,at\n" + """
                %1$sa,,email,,2026-01-01T00:00:00Z
                %1$snew,,all,,2026-01-01T00:00:00Z
                %1$sold,,sms,,2026-01-01T00:00:00Z
                """.formatted(k) + filler("%s,,email,,\n") + """
                %1$sa,,email,opt_in,2026-02-01T00:00:00Z
                ,a@%1$sx.org,email,,2026-01-15T00:00:00Z
                %1$snew,,email,opt_in,2026-02-01T00:00:00Z
                %1$sinto,,sms,,2026-03-01T00:00:00Z
                %1$slater,,email,opt_in,2026-02-01T00:00:00Z
                %1$slater,,email,,2026-02-01T00:00:00Z
                """.formatted(k);

        sameAsForReal("kind=opt_outs&allowOptIn=true&reason=form", file);
    }

    @Test
    void quarantineOfTheSameAddressesFarApart() {
        String file = "channel,address,status,error_reason,error_text,at\n" + """
                email,a@%1$sx.org,quarantined,user_unknown,,2026-01-01T00:00:00Z
                email,b@%1$sx.org,denylisted,,,
                """.formatted(k) + filler("email,%s@x.org,quarantined,,,\n") + """
                email,A@%1$sx.org,erroneous,,,2026-02-01T00:00:00Z
                email,b@%1$sx.org,denylisted,,,
                email,a@%1$sx.org,quarantined,user_unknown,,2026-03-01T00:00:00Z
                """.formatted(k);

        sameAsForReal("kind=quarantine", file);
    }

    @Test
    void subscriptionsOfTheSamePeopleFarApart() {
        api.post("/services").json(Map.of("name", k + "n", "label", "News", "channel", "email")).send().expect(201);
        imports.csv("kind=profiles", "key\n%1$sa\n%1$sb\n".formatted(k) + filler("%s\n"));
        String file = "key,service,action,at\n" + """
                %1$sa,%1$sn,,2026-01-01T00:00:00Z
                %1$sa,%1$sn,unsubscribe,2026-02-01T00:00:00Z
                %1$sb,%1$sn,,2026-01-01T00:00:00Z
                """.formatted(k) + filler("%s," + k + "n,,\n") + """
                %1$sa,%1$sn,,2026-03-01T00:00:00Z
                %1$sb,%1$sn,unsubscribe,2026-02-01T00:00:00Z
                %1$sb,%1$sn,unsubscribe,2026-02-01T00:00:00Z
                %1$sa,%1$sn,unsubscribe,2026-02-01T00:00:00Z
                """.formatted(k);

        sameAsForReal("kind=subscriptions", file);
    }

    @Test
    void profilesOfTheSameKeysFarApart() {
        imports.csv("kind=profiles", "key,email\n%1$sknown,a@x.org\n".formatted(k));
        String file = "key,email\n" + "%1$sknown,b@x.org\n%1$snew,n@x.org\n".formatted(k) + filler("%s,\n")
                + "%1$sknown,c@x.org\n%1$snew,m@x.org\nbad\n".formatted(k);

        sameAsForReal("kind=profiles", file);
    }

    @Test
    void whetherARowMayReviveDoesNotDependOnItsNeighbours() {
        api.post("/services").json(Map.of("name", k + "n", "label", "News", "channel", "email")).send().expect(201);
        imports.csv("kind=profiles", "key\n%1$sa\n%1$sb\n".formatted(k));
        imports.csv("kind=subscriptions",
                "key,service,action,at\n%1$sa,%1$sn,unsubscribe,2026-01-01T00:00:00Z\n".formatted(k));

        Answer done = imports.csv("kind=subscriptions&allowOptIn=true&reason=form", """
                key,service,at
                %1$sa,%1$sn,2026-02-01T00:00:00Z
                %1$sb,%1$sn,
                """.formatted(k));

        assertThat(Imports.counts(done)).containsExactly(2L, 0L, 2L, 0L, 0L);
    }

    private void sameAsForReal(String parameters, String file) {
        long ids = imports.number("select last_value from profile_ids");
        long addressIds = imports.number("select last_value from address_ids");
        Answer dry = imports.csv(parameters + "&dryRun=true", file);
        assertThat(imports.number("select last_value from profile_ids")).isEqualTo(ids);
        assertThat(imports.number("select last_value from address_ids")).isEqualTo(addressIds);
        assertThat(imports.number("select count(*) from import_dry_rows")).isZero();
        assertThat(imports.number("select count(*) from import_dry_subjects")).isZero();

        Answer done = imports.csv(parameters, file);

        assertThat(Imports.counts(dry)).isEqualTo(Imports.counts(done));
        assertThat(dry.at("/diff")).isEqualTo(done.at("/diff"));
        assertThat(imports.errors(dry)).isEqualTo(imports.errors(done));
    }

    private String filler(String row) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < APART; i++) {
            rows.append(row.formatted(k + "f" + i));
        }
        return rows.toString();
    }
}
