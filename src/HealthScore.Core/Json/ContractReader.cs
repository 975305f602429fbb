using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>
/// Reads a strict tree into an object by its source-generated contract: the properties are the members, and the required ones must be there.
/// Whatever does not fit is reported where it stands and read as the default, so that one reading finds everything; System.Text.Json itself
/// stops at the first error, and knows no lines.
/// </summary>
/// <param name="errors">Takes the errors.</param>
/// <param name="contracts">Has the contract of every type within the object.</param>
/// <param name="remedy">What to do about a member that is missing.</param>
internal sealed class ContractReader(SourceErrors errors, JsonSerializerOptions contracts, string remedy)
{
    public T Read<T>(SourceNode node)
        where T : notnull => (T)ObjectOf(node, contracts.GetTypeInfo(typeof(T)));

    private object ObjectOf(SourceNode node, JsonTypeInfo contract)
    {
        var source = new SourceObject(node, errors, [.. contract.Properties.Select(member => member.Name)]);
        if (node.Kind != JsonTokenType.StartObject)
            return Empty(contract);
        object read = contract.CreateObject!();
        foreach (JsonPropertyInfo member in contract.Properties)
        {
            if ((member.IsRequired ? source.Require(member.Name, remedy) : source.Find(member.Name)) is { } value)
                member.Set!(read, ValueOf(source, value, Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType));
            else
                Fill(read, member);
        }
        return read;
    }

    /// <summary>What stands in for an object that could not be read.</summary>
    private object Empty(JsonTypeInfo contract)
    {
        object made = contract.CreateObject!();
        foreach (JsonPropertyInfo member in contract.Properties)
            Fill(made, member);
        return made;
    }

    /// <summary>Gives a required member something, so that the check of the whole can go on.</summary>
    private void Fill(object made, JsonPropertyInfo member)
    {
        if (!member.IsRequired || member.PropertyType.IsValueType)
            return;
        JsonTypeInfo part = contracts.GetTypeInfo(member.PropertyType);
        member.Set!(made, part.Kind switch
        {
            JsonTypeInfoKind.Object => Empty(part),
            JsonTypeInfoKind.Enumerable => part.CreateObject!(),
            _ => "",
        });
    }

    private object ValueOf(SourceObject source, SourceNode node, Type type)
    {
        JsonTypeInfo contract = contracts.GetTypeInfo(type);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => ObjectOf(node, contract),
            JsonTypeInfoKind.Enumerable => ListOf(source, node, contract),
            _ when type == typeof(string) => source.TextOf(node),
            _ when type == typeof(bool) => source.YesOrNoOf(node),
            _ when type == typeof(double) => source.NumberOf(node),
            _ when type == typeof(int) => source.IntegerOf(node, remedy) ?? 0,
            _ when type == typeof(long) => source.CountOf(node, remedy) ?? 0,
            _ when type == typeof(Int128) => SumOf(source, node),
            _ when type.IsEnum => NameOf(source, node, contract),
            _ when type == typeof(DateOnly) => DayOf(source, node),
            _ when type == typeof(DateTime) => TimeOf(source, node),
            _ when type == typeof(DateTimeOffset) => MomentOf(source, node),
            _ => throw new UnreachableException($"There is no reading of a {type}."),
        };
    }

    private IList ListOf(SourceObject source, SourceNode node, JsonTypeInfo contract)
    {
        var list = (IList)contract.CreateObject!();
        foreach (SourceNode item in source.ItemsOf(node))
            list.Add(ValueOf(source, item, contract.ElementType!));
        return list;
    }

    private Int128 SumOf(SourceObject source, SourceNode node)
    {
        if (!Int128.TryParse(source.TextOf(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 sum))
            errors.Add(node, $"{node.Raw} is not a whole number up to 1.7e38", remedy);
        return sum;
    }

    private object NameOf(SourceObject source, SourceNode node, JsonTypeInfo contract)
    {
        string text = source.TextOf(node);
        var values = Enum.GetValuesAsUnderlyingType(contract.Type).Cast<object>().Select(value => Enum.ToObject(contract.Type, value))
            .ToDictionary(value => JsonSerializer.SerializeToElement(value, contract).GetString()!, StringComparer.Ordinal);
        if (!values.ContainsKey(text))
            errors.AddUnknown(node.Path, node.Raw, $"{node.Raw} is none of the names", text, values.Keys);
        return values.GetValueOrDefault(text) ?? values.First().Value;
    }

    private DateOnly DayOf(SourceObject source, SourceNode node)
    {
        if (!TimeText.TryDay(source.TextOf(node), out DateOnly day))
            errors.Add(node, $"{node.Raw} is not a day", "write it like \"2026-03-01\"");
        return day;
    }

    private DateTime TimeOf(SourceObject source, SourceNode node)
    {
        if (!TimeText.TryExact(source.TextOf(node), out DateTime time))
            errors.Add(node, $"{node.Raw} is not a time in UTC", "write it like \"2026-03-01T12:30:00Z\"");
        return time;
    }

    private DateTimeOffset MomentOf(SourceObject source, SourceNode node)
    {
        if (!TimeText.TryMoment(source.TextOf(node), out DateTimeOffset moment))
            errors.Add(node, $"{node.Raw} is not a time with its offset", "write it like \"2026-03-01T12:30:00+01:00\"");
        return moment;
    }
}
