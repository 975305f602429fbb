using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HealthScoring;

/// <summary>
/// The one form of a profile that is hashed: whatever has no order of its own sorted by ordinal name, curves as knots, defaults left out,
/// no white space, and everything beyond ASCII escaped so that no Unicode version can change a byte.
/// </summary>
internal static class CanonicalForm
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static string Fingerprint(ScoringProfile profile) => Convert.ToHexStringLower(SHA256.HashData(Bytes(profile)));

    /// <summary>The fingerprint of what a profile does, whatever its texts for people say.</summary>
    public static string RulesFingerprint(ScoringProfile profile) =>
        Convert.ToHexStringLower(SHA256.HashData(ProfileWriter.Write(profile, Options, canonical: true, texts: false)));

    public static string Text(ScoringProfile profile) => Encoding.UTF8.GetString(Bytes(profile));

    private static byte[] Bytes(ScoringProfile profile) => ProfileWriter.Write(profile, Options, canonical: true);
}
