namespace HealthScoring.Tracking;

/// <summary>The names and spellings of a state's JSON.</summary>
internal static class StateFormat
{
    public const int Version = 1;
    public const string Time = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    public const string Day = "yyyy-MM-dd";

    public const string FormatVersion = "formatVersion";
    public const string Profile = "profile";
    public const string Fingerprint = "fingerprint";
    public const string Rules = "rules";
    public const string AsOf = "asOf";
    public const string Tier = "tier";
    public const string IsUnscored = "isUnscored";
    public const string FollowsNext = "followsNext";
    public const string Pending = "pending";
    public const string Since = "since";
    public const string Scores = "scores";
    public const string Highs = "highs";
    public const string Lows = "lows";
    public const string DayMember = "day";
    public const string Score = "score";
    public const string Stale = "stale";
    public const string Fired = "fired";
    public const string Action = "action";
    public const string At = "at";
    public const string HasLeftTier = "hasLeftTier";
}
