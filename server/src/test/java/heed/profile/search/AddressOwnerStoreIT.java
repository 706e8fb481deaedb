package heed.profile.search;

import static org.assertj.core.api.Assertions.assertThat;

import heed.profile.search.AddressOwnerStore.Owner;
import heed.rules.Channel;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AddressOwnerStoreIT {

    private final Api api = TestServer.api();
    private final AddressOwnerStore store = TestServer.bean(AddressOwnerStore.class);
    private final String mail = TestServer.unique("everybodys") + "@example.org";

    @Test
    void ofAnAddressOfManyTheFirstSoManyAreLookedAtAndAPageGoesOnBehindThem() {
        String gone = TestServer.unique("gone");
        String second = TestServer.unique("second");
        String third = TestServer.unique("third");
        int above = person(gone) - 1;
        int secondId = person(second);
        person(third);
        api.post("/profiles/" + gone + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);

        assertThat(contactable(above, 3)).containsExactly(second, third);
        assertThat(contactable(above, 2)).containsExactly(second);
        assertThat(contactable(above, 1)).isEmpty();
        assertThat(contactable(secondId, 1)).containsExactly(third);
    }

    private int person(String key) {
        return api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", mail))).send().expect(201)
                .at("/id").asInt();
    }

    private List<String> contactable(int above, int looked) {
        int address = TestServer.bean(JdbcClient.class)
                .sql("select id from addresses where channel = :channel and canonical = :mail")
                .param("channel", Channel.EMAIL.number()).param("mail", mail).query(Integer.class).single();
        return store.contactable(Channel.EMAIL, List.of(address), above, 10, looked)
                .getOrDefault(address, List.of()).stream().map(Owner::key).toList();
    }
}
