// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Glibc
import ThresherSpool

/// A path on the command line, which may have bytes that are no UTF-8.
struct PathArgument: ExpressibleByArgument {
    let path: BytePath

    init(argument: String) { path = BytePath(RawArguments.bytes(of: argument)) }

    /// The path for people: what is no UTF-8 or not printable is escaped.
    var text: String { path.printable }

    /// What follows the last slash that something follows.
    var name: BytePath { path.components.last ?? path }

    /// Whether it stands for standard input.
    var isStandardInput: Bool { path == "-" }

    /// Opens what it names, for reading.
    ///
    /// - Parameter flags: More flags of `open`.
    /// - Returns: A descriptor, or -1 with `errno` set.
    func open(_ flags: Int32 = 0) -> Int32 {
        let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe Glibc.open(name, O_RDONLY | O_CLOEXEC | flags)
    }
}

/// The arguments of this process as texts that no byte is lost in.
///
/// Each byte that is no UTF-8 becomes one scalar of the last 256 of Unicode, which are for private
/// use, and so do the bytes of these scalars themselves.
enum RawArguments {
    private static let first: UInt32 = 0x10FF00

    /// All but the executable's name.
    static var all: [String] {
        (1..<max(1, Int(CommandLine.argc))).map { index in
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { return "" }
            let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
            return text(of: unsafe bytes.map { UInt8(bitPattern: $0) })
        }
    }

    /// An argument's bytes as a text.
    static func text(of bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        var rest = bytes[...]
        while let byte = rest.first {
            if let scalar = scalar(at: rest), scalar.value < first {
                text.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else if let scalar = Unicode.Scalar(first + UInt32(byte)) {
                text.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(text)
    }

    /// The bytes that ``text(of:)`` made a text of.
    static func bytes(of text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in
            scalar.value >= first ? [UInt8(scalar.value - first)] : Array(String(scalar).utf8)
        }
    }

    /// An argument that stands for a value of the configuration, which is text.
    static func utf8(_ argument: String) throws -> String {
        guard let text = String(validating: bytes(of: argument), as: UTF8.self) else {
            let printable = BytePath(bytes(of: argument)).printable
            throw ValidationError("\(printable) is no UTF-8, as all of a configuration must be.")
        }
        return text
    }

    /// The scalar that bytes begin with.
    private static func scalar(at bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        for count in 1...4 {
            let text = String(validating: bytes.prefix(count), as: UTF8.self)
            if let scalar = text?.unicodeScalars.first { return scalar }
        }
        return nil
    }
}
