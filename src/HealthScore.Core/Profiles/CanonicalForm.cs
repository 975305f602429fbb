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

    public static string Text(ScoringProfile profile) => Encoding.UTF8.GetString(ProfileFormat.Write(profile, Options, canonical: true));

    public static string Fingerprint(ScoringProfile profile) => Hash(profile, texts: true);

    /// <summary>The fingerprint of what a profile does, whatever its texts for people say.</summary>
    public static string RulesFingerprint(ScoringProfile profile) => Hash(profile, texts: false);

    private static string Hash(ScoringProfile profile, bool texts) =>
        Convert.ToHexStringLower(SHA256.HashData(ProfileFormat.Write(profile, Options, canonical: true, texts)));
}
