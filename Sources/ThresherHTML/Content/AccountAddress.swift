// SPDX-License-Identifier: Apache-2.0

/// Addresses at which a reader signs in, registers or pays: no writer's page and no part of a text.
enum AccountAddress {
    private static let words: Set<UInt64> = {
        let list = """
            login logon signin signup sign register registration subscribe subscription \
            subscriptions subscriber account checkout join abo abos abonnement abonnements \
            abonnieren abonneren anmelden registrieren connexion inscription suscripcion \
            suscripciones suscribete registro assine assinatura abbonamenti accedi prenumerera
            """
        return Set(list.split(separator: " ").map { FNV.hash($0.utf8) })
    }()

    /// Whether a word of an address names such a page.
    static func isOne(_ bytes: [UInt8], _ address: Range<Int>) -> Bool {
        var isFound = false
        let end = min(address.upperBound, address.lowerBound + 200)
        NameTokens.forEach(in: bytes, address.lowerBound..<end) {
            if words.contains($0) { isFound = true }
        }
        return isFound
    }
}
