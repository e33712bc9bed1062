import CallEngine
import Testing

@Suite struct PrivateAddressTests {
  @Test(
    "URLs that name this machine or a network of its own",
    arguments: [
      ("http://127.0.0.1/", true), ("http://127.8.9.1:9090/a", true), ("https://10.1.2.3", true),
      ("http://172.16.0.1/", true), ("http://172.31.255.255/", true), ("http://172.32.0.1/", false),
      ("http://192.168.1.1?x=1", true), ("http://192.169.1.1", false),
      ("http://169.254.169.254/latest/meta-data", true),
      ("http://100.64.0.1/", true), ("http://100.128.0.1/", false), ("http://0.0.0.0:80/", true),
      ("http://224.0.0.1/", true), ("http://255.255.255.255/", true), ("http://8.8.8.8/", false),
      ("http://[::1]:8080/", true), ("http://[::]/", true), ("http://[fe80::1%25eth0]/", true),
      ("http://[fd00:1::1]/", true), ("http://[::ffff:10.0.0.1]/", true), ("http://[::ffff:8.8.8.8]/", false),
      ("http://[64:ff9b::7f00:1]/", true), ("http://[2002:0a00:0001::]/", true), ("http://[2606:4700::1111]/", false),
      ("http://[2001:db8::1]/", true),
      ("http://127.0.0.1@example.com/", false),
      ("http://LOCALHOST:9090/", true), ("http://a.localhost/", true), ("http://localhost.example.com/", false),
      ("https://example.com/127.0.0.1", false), ("nonsense", false), ("", false), ("http://", false),
      ("http://[", false),
    ])
  func named(url: String, isPrivate: Bool) {
    #expect(PrivateAddress.isNamed(in: url) == isPrivate)
  }
}
