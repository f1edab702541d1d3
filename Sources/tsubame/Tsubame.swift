@main
struct Tsubame {
    static func main() {}
}
