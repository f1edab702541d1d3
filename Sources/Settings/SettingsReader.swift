/// Reads settings one by one from the command line and the environment. Reading one declares it: it is in the table from then on.
///
/// An empty variable counts as one that is not set, as compose files leave them. Faults are collected, not thrown, so that all are told at once;
/// a faulty setting reads as its default.
package struct SettingsReader {
    let environment: [String: String]
    /// Values of the command line by the setting's name.
    let overrides: [String: String]
    /// What relative paths start from.
    let workingFolder: String
    var section = ""
    package private(set) var rows: [SettingRow] = []
    /// One line each, whatever the value is: fit for a terminal.
    package private(set) var faults: [String] = []
    package private(set) var warnings: [String] = []

    package init(environment: [String: String], overrides: [String: String] = [:], workingFolder: String) {
        self.environment = environment
        self.overrides = overrides
        self.workingFolder = workingFolder
    }

    /// A setting that always has a value.
    package mutating func read<Value>(
        _ name: String, also otherNames: [String] = [], _ meaning: String, _ kind: SettingKind<Value>,
        default standard: Value
    ) -> Value {
        let value = self.value(name, otherNames, kind, isSecret: false)
        self.add(
            name, otherNames, meaning, kind.expectation, standard: kind.text(standard),
            current: kind.text(value ?? standard), isSecret: false)
        return value ?? standard
    }

    /// A setting without a default. `unset` says in a few words what happens then.
    package mutating func read<Value>(
        _ name: String, also otherNames: [String] = [], _ meaning: String, _ kind: SettingKind<Value>, unset: String,
        isSecret: Bool = false
    ) -> Value? {
        let value = self.value(name, otherNames, kind, isSecret: isSecret)
        let current = value.map { isSecret ? "(set, hidden)" : kind.text($0) } ?? "(\(unset))"
        self.add(
            name, otherNames, meaning, kind.expectation, standard: "(\(unset))", current: current, isSecret: isSecret)
        return value
    }

    /// A path; relative ones start from the working folder.
    package mutating func folder(
        _ name: String, also otherNames: [String] = [], _ meaning: String, default standard: String
    ) -> String {
        let kind = SettingKind<String>("a path", parse: { $0.utf8.contains(0) ? nil : $0 }, text: { $0 })
        let value = self.value(name, otherNames, kind, isSecret: false)
        let path = self.absolute(value ?? standard)
        self.add(
            name, otherNames, meaning, kind.expectation, standard: self.absolute(standard), current: path,
            isSecret: false)
        return path
    }

    /// A switch of something that this server cannot do yet: asking for it is a fault, as people would count on it.
    package mutating func refuse(_ name: String, _ meaning: String, unless standard: String, _ consequence: String) {
        let text = self.lookUp(name, [])?.text
        let isOff = text.map { ["", standard, "false", "no", "off", "0", "n", "f"].contains($0.lowercased()) } ?? true
        if !isOff {
            self.fault(name, text, "is not there yet", "Unset it: \(consequence).", isSecret: false)
        }
        self.add(
            name, [], meaning, "only \(standard) for now", standard: standard, current: text ?? standard,
            isSecret: false)
    }

    /// A setting that other servers of this API have and that has no effect here.
    package mutating func unused(
        _ name: String, _ meaning: String, use: SettingRow.Use = .later, isSecret: Bool = false
    ) {
        let found = self.lookUp(name, [])
        if found != nil, use == .later {
            self.warnings.append("\(name) is set, and nothing reads it yet.")
        }
        let current = found.map { isSecret ? "(set, hidden)" : $0.text } ?? ""
        self.add(name, [], meaning, "", standard: "", current: current, isSecret: isSecret, use: use)
    }

    package mutating func fault(
        _ name: String, _ value: String?, _ problem: String, _ remedy: String, isSecret: Bool
    ) {
        let shown = value.map { isSecret ? name : "\(name)=\(Self.printable($0))" } ?? name
        self.faults.append("\(shown) \(problem). \(remedy)")
    }

    package mutating func warn(_ sentence: String) { self.warnings.append(sentence) }

    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : Self.join(self.workingFolder, path)
    }

    static func join(_ folder: String, _ name: String) -> String {
        let rest = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        if rest.isEmpty || rest == "." { return folder }
        return folder.hasSuffix("/") ? folder + rest : folder + "/" + rest
    }

    static func printable(_ text: String) -> String {
        let clean = String(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
        return clean.count > 60 ? clean.prefix(60) + "…" : clean
    }
}

extension SettingsReader {
    func lookUp(_ name: String, _ otherNames: [String]) -> (text: String, origin: SettingOrigin)? {
        if let text = self.overrides[name] { return (text, .commandLine) }
        for name in [name] + otherNames {
            if let text = self.environment[name], !text.isEmpty { return (text, .environment(name)) }
        }
        return nil
    }

    private mutating func value<Value>(
        _ name: String, _ otherNames: [String], _ kind: SettingKind<Value>, isSecret: Bool
    ) -> Value? {
        guard let found = self.lookUp(name, otherNames) else { return nil }
        if let value = kind.parse(found.text) { return value }
        var shownName = name
        if case .environment(let variable) = found.origin { shownName = variable }
        self.fault(shownName, found.text, "is not \(kind.expectation)", "Correct or unset it.", isSecret: isSecret)
        return nil
    }

    mutating func add(
        _ name: String, _ otherNames: [String], _ meaning: String, _ expectation: String, standard: String,
        current: String,
        isSecret: Bool, use: SettingRow.Use = .used
    ) {
        let origin = self.lookUp(name, otherNames)?.origin ?? .standard
        self.rows.append(
            SettingRow(
                section: self.section, name: name, otherNames: otherNames, meaning: meaning, expectation: expectation,
                isSecret: isSecret, standard: standard, current: current, origin: origin, use: use))
    }
}
