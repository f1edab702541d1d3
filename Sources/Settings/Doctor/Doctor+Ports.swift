import Glibc

extension Doctor {
    static func ports(_ server: ServerSettings) -> [DoctorCheck] {
        var checks = [self.port("API port", server.host, server.port, setting: "TSUBAME_PORT")]
        if let port = server.eventsPort {
            let name = "events port"
            if port == server.port, server.eventsHost == server.host {
                let remedy = "Unset TSUBAME_EVENTS_PORT: the API's port offers events anyway."
                checks.append(.failed(name, "Port \(port) is the API's already.", remedy))
            } else {
                checks.append(self.port(name, server.eventsHost, port, setting: "TSUBAME_EVENTS_PORT"))
            }
        }
        return checks
    }

    /// Tries to listen, as the server does.
    static func port(_ name: String, _ host: String, _ port: Int, setting: String) -> DoctorCheck {
        switch Listening.attempt(host: host, port: port) {
        case .free:
            return .ok(name, "\(host):\(port) is free.")
        case .unknownHost(let reason):
            return .failed(name, "\(host) is no address of this machine: \(reason).", "Correct TSUBAME_HOST.")
        case .refused(EADDRINUSE):
            return .warning(
                name, "\(host):\(port) is taken.", "If it is not this server that runs already, set \(setting).")
        case .refused(EACCES):
            return .failed(
                name, "\(host):\(port) is for the system's administrator.", "Set \(setting) to a port from 1024 on.")
        case .refused(let code):
            let reason = String(cString: strerror(code))
            return .failed(name, "\(host):\(port) cannot be listened on: \(reason).", "Set TSUBAME_HOST or \(setting).")
        }
    }
}

/// Whether an address can be listened on.
enum Listening {
    enum Outcome: Hashable {
        case free
        case unknownHost(String)
        /// With the system's number of the error.
        case refused(Int32)
    }

    static func attempt(host: String, port: Int) -> Outcome {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var addresses: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(host, String(port), &hints, &addresses)
        guard failure == 0, let address = addresses?.pointee else {
            return .unknownHost(String(cString: gai_strerror(failure)))
        }
        defer { freeaddrinfo(addresses) }
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { return .refused(errno) }
        defer { close(descriptor) }
        // As servers do: an address from which connections have just ended counts as free.
        var isReused: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, 1) == 0 else {
            return .refused(errno)
        }
        return .free
    }
}
