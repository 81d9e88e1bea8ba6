import Glibc

/// The UTF-8 of bytes in GB18030 (which GBK and GB2312 are part of), as Excel and WPS save “CSV（逗号分隔）” in Chinese;
/// nil where they are not in it, or the system cannot convert.
func decodedGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else {
    return nil
  }
  defer { iconv_close(converter) }
  var source = bytes.map { CChar(bitPattern: $0) }
  // Two bytes become three at most, and four become four.
  var result = [CChar](repeating: 0, count: bytes.count * 2 + 16)
  let room = result.count
  let rest: Int? = source.withUnsafeMutableBufferPointer { input in
    result.withUnsafeMutableBufferPointer { output in
      var (from, to) = (input.baseAddress, output.baseAddress)
      var (left, free) = (input.count, output.count)
      let converted = iconv(converter, &from, &left, &to, &free)
      return converted == Int(bitPattern: UInt.max) || left > 0 ? nil : free
    }
  }
  return rest.map { free in result.prefix(room - free).map { UInt8(bitPattern: $0) } }
}
