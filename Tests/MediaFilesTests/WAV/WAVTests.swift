import EventFiles
import Foundation
import MediaFiles
import RegistryTestKit
import Testing

@Suite struct WAVTests {
    private static func sound(channels: Int, _ count: Int = 50) throws -> Sound {
        try Sound(
            samples: (0..<count * channels).map { Float(sin(Double($0) / 7)) }, sampleRate: 44_100,
            channelCount: channels)
    }

    @Test func `a file has its header and clipped samples, which are counted`() throws {
        let sound = try Sound(samples: [0, 1, -1, 2, 0, -.infinity], sampleRate: 44_100, channelCount: 2)
        let wav = try WAVEncoder.encode(sound)
        #expect(wav.clippedCount == 2)
        #expect(wav.bytes.count == 44 + 12)
        #expect(
            String(decoding: wav.bytes[0..<4] + wav.bytes[8..<16] + wav.bytes[36..<40], as: UTF8.self)
                == "RIFFWAVEfmt data")
        #expect(Array(wav.bytes[4..<8]) == [48, 0, 0, 0])
        #expect(Array(wav.bytes[22..<28]) == [2, 0, 0x44, 0xAC, 0, 0])
        #expect(Array(wav.bytes[44...]) == [0, 0, 0xFF, 0x7F, 0x01, 0x80, 0xFF, 0x7F, 0, 0, 0x01, 0x80])
        #expect(try AudioClips(wavs: [wav.bytes]).encoded == [wav.bytes])
    }

    @Test func `a sound that cannot be is refused`() throws {
        let makers: [() throws -> Sound] = [
            { try Sound(samples: [0], sampleRate: 8_000, channelCount: 2) }, { try Sound(samples: [0], sampleRate: 0) },
            { try Sound(samples: [0], sampleRate: 8_000, channelCount: 0) },
            { try Sound(samples: [0, .nan], sampleRate: 8_000) },
        ]
        for make in makers {
            #expect { try make() } throws: { ($0 as? MediaError)?.code == .invalidArgument }
        }
    }

    @Test(arguments: WAVFormat.allCases, [1, 2, 5])
    func `what is read is written again as it was`(_ format: WAVFormat, _ channels: Int) throws {
        let first = try WAVEncoder.encode(Self.sound(channels: channels, 51), as: format)
        let read = try WAVDecoder.decode(first.bytes)
        #expect(read.channelCount == channels && read.sampleRate == 44_100)
        #expect(try WAVEncoder.encode(read, as: format) == first)
        let tolerance: Float = format == .pcm16 ? 1.0 / 65_000 : 1.0 / 16_000_000
        #expect(
            zip(read.samples, try Self.sound(channels: channels, 51).samples).allSatisfy { abs($0 - $1) <= tolerance })
    }

    @Test func `floating point beyond 1 is kept`() throws {
        let sound = try Sound(samples: [3.5, -.infinity, 0.1], sampleRate: 8_000)
        #expect(try WAVDecoder.decode(WAVEncoder.encode(sound, as: .float32).bytes) == sound)
    }

    @Test func `a length that is not true is refused with its byte`() throws {
        var bytes = try WAVEncoder.encode(Self.sound(channels: 1)).bytes
        bytes[43] = 0x7F
        #expect(try #require(throws: MediaError.self) { try WAVDecoder.decode(bytes) }.place == .byte(40))
        bytes.replaceSubrange(40..<44, with: [255, 255, 255, 255])
        #expect(try WAVDecoder.decode(bytes).samples.count == 50, "a program that wrote into a pipe")
    }

    @Test func `NaN in a file is refused with its byte`() throws {
        var bytes = try WAVEncoder.encode(Self.sound(channels: 1), as: .float32).bytes
        bytes.replaceSubrange(58 + 8..<58 + 12, with: [0, 0, 0xC0, 0x7F])
        #expect(try #require(throws: MediaError.self) { try WAVDecoder.decode(bytes) }.place == .byte(66))
    }

    @Test func `no bytes make the reader trap`() throws {
        for format in WAVFormat.allCases {
            try Hostile.feed(WAVEncoder.encode(Self.sound(channels: 2, 9), as: format).bytes) {
                bytes throws(MediaError) in
                _ = try WAVDecoder.decode(bytes)
            }
        }
    }

    @Test(
        .enabled(if: TestPython.absence == nil, "needs Python"), arguments: [WAVFormat.pcm16, .pcm24, .pcm32],
        [1, 2, 6])
    func `Python's wave module reads the same samples`(_ format: WAVFormat, _ channels: Int) async throws {
        let sound = try Self.sound(channels: channels, 31)
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "sound.wav")
            try Data(WAVEncoder.encode(sound, as: format).bytes).write(to: file)
            let script = """
                import json, sys, wave
                with wave.open(sys.argv[1]) as w:
                    n, size = w.getnframes(), w.getsampwidth()
                    raw = w.readframes(n)
                    ints = [int.from_bytes(raw[i:i + size], "little", signed=True) for i in range(0, len(raw), size)]
                    print(json.dumps([w.getframerate(), w.getnchannels(), n, size] + ints))
                """
            let numbers = try JSONDecoder().decode([Int].self, from: TestPython.run(script, file.path))
            let size = format == .pcm16 ? 2 : format == .pcm24 ? 3 : 4
            #expect(Array(numbers.prefix(4)) == [44_100, channels, 31, size])
            let largest = Double(1 << (size * 8 - 1) - 1)
            #expect(Array(numbers.dropFirst(4)) == sound.samples.map { Int((Double($0) * largest).rounded()) })
        }
    }
}
