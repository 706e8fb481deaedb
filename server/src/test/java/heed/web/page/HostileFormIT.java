package heed.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Console;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileFormIT {

    private final Console console = Console.as(Role.ADMIN);

    @ParameterizedTest
    @CsvSource({"/profiles,key", "/deliveries,label", "/quarantine,reason"})
    void aFieldWithTheCharacterNulIsRefusedByName(String path, String field) {
        console.get("/account").expect(200);

        String page = console.post(path, Map.of(field, "a\0b")).expect(400).text();

        assertThat(page).contains(field, "must not hold the character NUL", "<html");
    }
}
