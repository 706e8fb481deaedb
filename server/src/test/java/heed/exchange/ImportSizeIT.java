package heed.exchange;

import static heed.exchange.Imports.counts;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.TestServer;
import org.junit.jupiter.api.Test;

class ImportSizeIT {

    private static final int ROWS = 60_000;

    private final Imports imports = new Imports();
    private final String k = TestServer.unique("size") + "-";

    @Test
    void sixtyThousandRowsOneInAHundredBrokenAddUp() {
        StringBuilder file = new StringBuilder("key,email,sms,city\n");
        for (int i = 0; i < ROWS; i++) {
            file.append(k).append(i).append(i % 100 == 7 ? ",broken" : ",u" + i + "@" + k + "x.org").append(",+336")
                    .append(10_000_000 + i).append(",Town ").append(i % 50).append('\n');
        }

        Answer done = imports.csv("kind=profiles", file.toString());

        assertThat(counts(done)).containsExactly(60_000L, 59_400L, 59_400L, 0L, 600L);
        assertThat(imports.errors(done)).hasSize(600);
        assertThat(imports.number("select count(*) from profiles where key like '" + k + "%'")).isEqualTo(59_400);
        assertThat(imports.number("""
                select count(*) from profile_addresses u join profiles p on p.id = u.profile_id where p.key like '%s%%'
                """.formatted(k))).isEqualTo(118_800);
    }
}
