// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherExtract
import ThresherPlugin

struct CoordinatesTests {
    @Test(arguments: [
        ("en", "It lies at lat 50.45, lon 30.52 in the north.", "50.45,30.52"),
        ("en", "It lies at latitude 33.5138, longitude 36.2765 in the north.", "33.5138,36.2765"),
        ("en", "The place (48.0159, 37.8028) was hit.", "48.0159,37.8028"),
        ("en", "The coordinates are 50.4501,30.5234 there.", "50.4501,30.5234"),
        ("en", "They met at N48 51.504 E002 17.670 at noon.", "48.8584,2.2945"),
        ("de", "Der Ort liegt bei 54,1234° N, 12,5° O im Norden.", "54.1234,12.5"),
        ("ru", "Судно было в точке 50°27′ с. ш., 30°31′ в. д. ночью.", "50.45,30.51667"),
        ("es", "Está a 40°25′N 3°42′O de aquí.", "40.41667,-3.7"),
        ("en", "The link is geo:37.7869,-122.3996 on the map.", "37.7869,-122.3996"),
    ])
    func `are found as people write them`(language: String, text: String, value: String) throws {
        let document = try facts(text, language: language)
        #expect(document.identifiers.map(\.kind) == ["coordinates"])
        #expect(document.identifiers.map(\.value) == [value])
        expectPlaces(document)
    }

    @Test(arguments: [
        "The rates were 1.0823, 1.0912 per euro on Monday.",
        "They reached 12.3456, 13.4567 points in the end.",
        "The shares cost 1.0823, 1.0912 and more.",
        "It lies at lat 95.45, lon 30.52 in the north.",
    ])
    func `rates and points are none`(text: String) throws {
        #expect(try facts(text).identifiers.isEmpty)
    }

    @Test(arguments: [
        ("The square 36SYC1234567890 was searched.", ["36SYC1234567890"]),
        ("It is MGRS 38T KL 1234 5678 on the map.", ["38TKL12345678"]),
        ("The part 36SAC1234567890 was sold.", []), ("The part 61SYC1234567890 was sold.", []),
    ])
    func `squares of the grid are checked`(text: String, values: [String]) throws {
        #expect(try facts(text).identifiers.filter { $0.kind == "mgrs" }.map(\.value) == values)
    }

    @Test(arguments: [
        ("211331640", true), ("273456780", true), ("299331640", false), ("780331640", false),
    ])
    func `a ship's number begins with a country's digits`(digits: String, isFound: Bool) throws {
        let document = try facts("The vessel with MMSI \(digits) left the port.")
        #expect(document.identifiers.contains { $0.kind == "mmsi" } == isFound)
    }
}
