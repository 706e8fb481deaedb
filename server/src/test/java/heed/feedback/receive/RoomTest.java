package heed.feedback.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.feedback.receive.Room.Full;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(200_000);

    @Test
    void allMessagesTogetherTakeNoMoreThanTheRoom() throws IOException, Full {
        try (Room.Share first = room.share()) {
            assertThat(first.read(new ByteArrayInputStream(new byte[130_000]), 1_000_000)).hasSize(130_000);
            try (Room.Share second = room.share()) {
                ByteArrayInputStream message = new ByteArrayInputStream(new byte[130_000]);

                assertThatThrownBy(() -> second.read(message, 1_000_000)).isInstanceOf(Full.class);
                assertThat(message.available()).isZero();
            }
        }
        try (Room.Share third = room.share()) {
            assertThat(third.read(new ByteArrayInputStream(new byte[130_000]), 1_000_000)).hasSize(130_000);
        }
    }

    @Test
    void whatIsTooBigIsReadToItsEndAndKeptNoFurther() throws IOException, Full {
        ByteArrayInputStream message = new ByteArrayInputStream(new byte[5_000_000]);

        try (Room.Share share = room.share()) {
            assertThat(share.read(message, 1_000)).hasSize(1_001);
        }
        assertThat(message.available()).isZero();
    }
}
