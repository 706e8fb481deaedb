package heed.landingpage.editor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/// A link as a picture that a phone reads: squares of 1 in a square of `size`, its white edge included.
///
/// @param path of the dark squares, as SVG draws it
record QrCode(int size, String path) {

    static QrCode of(String link) {
        BitMatrix squares;
        try {
            // As small as it gets: one square a bit.
            squares = new QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a picture", e);
        }
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new QrCode(squares.getWidth(), path.toString());
    }
}
